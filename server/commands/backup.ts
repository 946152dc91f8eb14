import path from 'node:path'
import { backup } from '#platform/backup'
import { describe, type EntryHead, type EntryTail } from '#platform/backup-container'
import { withCommandDatabase } from '#platform/command-database'

export const summary = 'FILE — writes all tables as of one moment and all attached files into FILE'

export async function run([file]: string[]): Promise<void> {
  if (!file) throw new Error('npm run cli -- backup FILE')
  const report = progress()
  await withCommandDatabase((url, { files }) => {
    if (files.kind !== 'local')
      console.error('附件在 S3 存储中，不在此备份内 / attached files are in the S3 store and not part of this backup')
    const filesDir = files.kind === 'local' ? files.directory : undefined
    return backup({ url, filesDir, file: path.resolve(file), onEntry: report.entry })
  })
  report.done(`备份完成 / backed up: ${file}`)
}

/** One line per table on standard error; files are counted in the last line. */
export function progress(): { entry: (head: EntryHead, tail: EntryTail) => void; done: (words: string) => void } {
  const total = { rows: 0, files: 0, bytes: 0 }
  return {
    entry: (head, { bytes, rows = 0 }) => {
      total.rows += rows
      total.bytes += bytes
      if (head.kind === 'file') total.files += 1
      if (head.kind === 'table' && rows > 0)
        console.error(`${describe(head).padEnd(40)} ${rows.toLocaleString('en').padStart(12)}`)
    },
    done: (words) =>
      console.error(
        `${words} (${total.rows.toLocaleString('en')} rows, ${total.files.toLocaleString('en')} files, ${Math.ceil(total.bytes / 1e6)} MB)`
      )
  }
}
