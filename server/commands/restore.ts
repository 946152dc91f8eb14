import path from 'node:path'
import { withCommandDatabase } from '#platform/command-database'
import { openStore } from '#platform/files'
import { restore } from '#platform/restore'
import { progress } from './backup.ts'

export const summary = 'FILE — puts a backup into an empty DATA_DIR or an empty DATABASE_URL'

export async function run([file]: string[]): Promise<void> {
  if (!file) throw new Error('npm run cli -- restore FILE')
  const report = progress()
  await withCommandDatabase((url, { files }) => restore({ url, store: openStore(files), file: path.resolve(file), ...report }))
  report.finish(`恢复完成 / restored: ${file}`)
}
