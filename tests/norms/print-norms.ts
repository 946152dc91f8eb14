/**
 * `npm run norms`: which norm of the catalogue is carried out where. Options: `--all` lists untouched norms too,
 * `--write` brings docs/norms.gen.md up to date, `--check` fails when a clause claims to be enforced and no code is tagged with it.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rulebook } from '../../server/rulebook.ts'
import {
  type CatalogueGroup,
  clockEnginePresent,
  coverNorms,
  type NormCoverage,
  type NormState,
  readCatalogue,
  scanRepository,
  strayNorms,
  unfoundDuties,
  untestedDuties
} from './coverage.ts'

const STATES: readonly NormState[] = ['done', 'untested', 'partly', 'written', 'open']
const options = new Set(process.argv.slice(2))
const catalogue = readCatalogue()
const book = rulebook()
const scan = scanRepository()
const coverage = coverNorms(catalogue, book.clauses, scan, clockEnginePresent())
const unfound = unfoundDuties(book.clauses, coverage)
const untested = untestedDuties(book.clauses, coverage)
const stray = strayNorms(catalogue, book, scan)

const listed = options.has('--all') ? coverage : coverage.filter(({ state }) => state !== 'open')
print(['norm', 'what', 'clauses', 'enforced at', 'tests', 'state'], listed.map(row))
process.stdout.write('\n')
print(['group', 'what', ...STATES, 'all'], [...catalogue.map((group) => counts(group)), total()])
process.stdout.write(`\n${statutory()}\n`)
if (unfound.length > 0)
  process.stdout.write(`\nclaimed, but no code is tagged with them: ${unfound.map(({ id }) => id).join(', ')}\n`)
if (untested.length > 0)
  process.stdout.write(`\nclaimed, but no test names them: ${untested.map(({ id }) => id).join(', ')}\n`)
if (stray.length > 0) process.stdout.write(`\nnot in the catalogue: ${stray.join('; ')}\n`)
if (options.has('--write')) writeFileSync(join(import.meta.dirname, '../../docs/norms.gen.md'), markdown())
if (options.has('--check') && unfound.length + untested.length + stray.length > 0) process.exitCode = 1

function row(norm: NormCoverage): string[] {
  const { id, zh, clauses, enforced, tests, state } = norm
  return [id, zh, clauses.join(', '), short(enforced), short(tests), state]
}

function short(places: readonly string[]): string {
  const names = places.map((place) => place.replace(/^server\/(capabilities\/)?/, ''))
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ')
}

function counts({ group, zh }: Pick<CatalogueGroup, 'group' | 'zh'>): string[] {
  const own = coverage.filter(({ id }) => id.startsWith(`${group}-`))
  return [
    group,
    zh,
    ...STATES.map((state) => String(own.filter((norm) => norm.state === state).length)),
    String(own.length)
  ]
}

function total(): string[] {
  return [
    '',
    '合计 total',
    ...STATES.map((state) => String(coverage.filter((norm) => norm.state === state).length)),
    String(coverage.length)
  ]
}

/** Clauses of law stand outside the catalogue. */
function statutory(): string {
  const law = book.clauses.filter(({ file }) => file.startsWith('clauses/law/'))
  const inForce = law.filter(({ status }) => status === 'in-force')
  return `clauses: ${book.clauses.length}, of them statutory: ${law.length} (${inForce.length} in force, ${law.length - inForce.length} prepared until their events are recorded)`
}

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((cells) => shownWidth(cells[column] ?? ''))))
  for (const cells of all) {
    const line = cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - shownWidth(cell))))
      .join('  ')
    process.stdout.write(`${line.trimEnd()}\n`)
  }
}

/** Chinese characters take two columns of a terminal. */
function shownWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)
}

function markdown(): string {
  const lines = [
    '# Norms and where they are carried out',
    '',
    'Written by `npm run norms -- --write`. done: the rulebook states the whole norm, it is enforced and a test shows it · untested: the same, no test names it · partly: some of it is in code, or the rulebook does not state the whole of it · written: a clause only · open: not touched.',
    '',
    `| Group | | ${STATES.join(' | ')} | all |`,
    `|---|---|${'---|'.repeat(STATES.length + 1)}`,
    ...catalogue.map(
      (group) =>
        `| ${counts(group).slice(0, 1).join('')} | ${group.zh} · ${group.en} | ${counts(group).slice(2).join(' | ')} |`
    ),
    `| | total | ${total().slice(2).join(' | ')} |`
  ]
  for (const group of catalogue) {
    lines.push(
      '',
      `## ${group.group} ${group.zh} · ${group.en}`,
      '',
      '| Norm | | Clauses | Enforced at | Tests | State |',
      '|---|---|---|---|---|---|'
    )
    for (const norm of coverage.filter(({ id }) => id.startsWith(`${group.group}-`))) {
      const cells = [norm.clauses.join(', '), norm.enforced.join('<br>'), norm.tests.join('<br>')]
      lines.push(`| ${norm.id} | ${norm.zh} · ${norm.en} | ${cells.join(' | ')} | ${norm.state} |`)
    }
  }
  return `${lines.join('\n')}\n`
}
