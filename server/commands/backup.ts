import path from 'node:path'
import { backup } from '#platform/backup'
import { describe, type EntryHead, type EntryTail } from '#platform/backup-container'
import { withCommandDatabase } from '#platform/command-database'
import { openStore } from '#platform/files'

export const summary = 'FILE — writes all tables as of one moment and all attached files into FILE'

export async function run([file]: string[]): Promise<void> {
  if (!file) throw new Error('npm run cli -- backup FILE')
  const report = progress()
  await withCommandDatabase((url, { files }) => backup({ url, store: openStore(files), file: path.resolve(file), ...report }))
  report.finish(`备份完成 / backed up: ${file}`)
}

/** One line per table on standard error, files counted at the end; in a terminal also how far the present one is. */
export function progress() {
  const total = { rows: 0, files: 0, bytes: 0 }
  let shownAt = 0
  const wipe = () => process.stderr.isTTY && process.stderr.write('\r\x1b[K')
  return {
    onChunk: (head: EntryHead, bytes: number) => {
      if (!process.stderr.isTTY || Date.now() - shownAt < 200) return
      shownAt = Date.now()
      process.stderr.write(`\r\x1b[K${describe(head)} ${Math.floor(bytes / 1e6)} MB`)
    },
    onEntry: (head: EntryHead, { bytes, rows = 0 }: EntryTail) => {
      wipe()
      total.rows += rows
      total.bytes += bytes
      if (head.kind === 'file') total.files += 1
      if (head.kind === 'table' && rows > 0)
        console.error(`${describe(head).padEnd(40)} ${rows.toLocaleString('en').padStart(12)}`)
    },
    finish: (words: string) => {
      wipe()
      console.error(
        `${words} (${total.rows.toLocaleString('en')} rows, ${total.files.toLocaleString('en')} files, ${Math.ceil(total.bytes / 1e6)} MB)`
      )
    }
  }
}
