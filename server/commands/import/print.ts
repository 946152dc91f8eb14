import type { ImportPreview } from '@shouwen/contract/imports'
import type { Import } from '#capabilities/imports'

const say = (line: string) => process.stderr.write(`${line}\n`)
const many = (count: number) => count.toLocaleString('en')

/** What an import would do, as a person reads it before saying yes. */
export function printPreview(preview: ImportPreview): void {
  for (const { heading, field, samples } of preview.columns)
    say(`  ${heading.padEnd(20)} → ${(field ?? '—').padEnd(16)} ${samples[0] ?? ''}`)
  for (const [field, value] of Object.entries(preview.mapping.constants ?? {}))
    say(`  ${''.padEnd(20)} → ${field.padEnd(16)} = ${value}`)
  say(
    `共 ${many(preview.total)} 行，可导入 ${many(preview.ready)}，已导入过 ${many(preview.repeated)} / ${many(preview.total)} rows, ${many(preview.ready)} ready, ${many(preview.repeated)} brought in before`
  )
  if (preview.earliest && preview.latest) say(`${preview.earliest} … ${preview.latest}  ${entries(preview.kinds)}`)
  for (const { fault, field, count, rows } of preview.faults)
    say(
      `  ${fault}${field ? ` (${field})` : ''}: ${many(count)}  ${rows.slice(0, 8).join(' ')}${rows.length < count ? ' …' : ''}`
    )
  const { rows, examples, promises } = preview.tried
  if (rows === 0) return
  say(
    `试导入前 ${rows} 行后已撤回，承诺 / the first ${rows} rows were tried and taken back, promises: ${entries(promises) || '—'}`
  )
  for (const one of examples)
    say(`  #${one.row} ${one.openedAt} ${one.kind} ${one.priority} ${one.status} ${one.title}`)
}

const entries = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${many(count)}`)
    .join(', ')

/** A bar on standard error: in a terminal it moves, elsewhere it says a line now and then. */
export function importProgress(total: number | null) {
  const startedAt = performance.now()
  let shownAt = 0
  const every = process.stderr.isTTY ? 100 : 5000
  return {
    show({ position, imported, failed }: Pick<Import, 'position' | 'imported' | 'failed'>): void {
      if (performance.now() - shownAt < every) return
      shownAt = performance.now()
      const share = total ? Math.min(1, position / total) : 0
      const rate = Math.round(position / ((shownAt - startedAt) / 1000))
      const bar = total ? `[${'█'.repeat(Math.round(share * 24)).padEnd(24, '·')}] ${Math.floor(share * 100)} %  ` : ''
      process.stderr.write(
        `${process.stderr.isTTY ? '\r\u001b[K' : ''}${bar}${many(position)}${total ? ` / ${many(total)}` : ''}  ✓ ${many(imported)}  ✗ ${many(failed)}  ${many(rate)}/s${process.stderr.isTTY ? '' : '\n'}`
      )
    },
    end: () => void (process.stderr.isTTY && process.stderr.write('\r\u001b[K')),
    seconds: () => (performance.now() - startedAt) / 1000
  }
}

/** How it ended; the id alone on standard output, so that a script can undo it. */
export function printResult(one: Import, seconds: number, faults: string | null): void {
  if (one.state === 'undone')
    say(
      `已撤销 ${many(one.undone)}，其后有人处理、保留 ${many(one.kept)} / taken back ${many(one.undone)}, kept because worked on since ${many(one.kept)}`
    )
  else
    say(
      `导入 ${many(one.imported)}，重复 ${many(one.repeated)}，失败 ${many(one.failed)} / imported ${many(one.imported)}, repeated ${many(one.repeated)}, failed ${many(one.failed)} (${seconds.toFixed(1)} s)`
    )
  if (faults) say(`未导入的行 / rows not imported: ${faults}`)
  if (one.state === 'running' || one.state === 'stopped')
    say(`未完成，继续请用 / not finished, go on with: npm run cli -- import --resume ${one.id}`)
  if (one.failure) say(`停止原因 / stopped because: ${one.failure}`)
  process.stdout.write(`${one.id}\n`)
}
