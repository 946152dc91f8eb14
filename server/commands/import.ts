import { createWriteStream, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { ImportMapping } from '@shouwen/contract/import-words'
import { previewImport as previewOperation } from '@shouwen/contract/imports'
import { allRefusals } from '@shouwen/contract/index'
import {
  createImport,
  faultBytes,
  findImport,
  type Import,
  previewImport,
  runImport,
  stepImport,
  storeFile,
  undoImport
} from '#capabilities/imports'
import { actorOfStaff } from '#capabilities/people'
import { type Actor, callOf, transact, type Upload } from '#platform/action'
import type { App } from '#platform/app-type'
import { withCommandDatabase } from '#platform/command-database'
import { Refusal, refuse } from '#platform/refusal'
import { validInput } from '#platform/validate'
import { composeApp } from '../app.ts'
import { prepareAll } from '../run-roles.ts'
import { importProgress, printPreview, printResult } from './import/print.ts'

export const summary =
  'tickets FILE [--map FILE] [--dry-run] | mail DIR [--own ADDRESS]… … [--region CODE] [--as ACCOUNT] | --resume ID | --undo ID — brings in tickets (CSV, XLSX, JSONL) or .eml files'

const options = {
  map: { type: 'string' },
  region: { type: 'string' },
  as: { type: 'string' },
  undo: { type: 'string' },
  resume: { type: 'string' },
  own: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' }
} as const
type Options = {
  map?: string
  region?: string
  as?: string
  undo?: string
  resume?: string
  own?: string[]
  'dry-run'?: boolean
}

/** Imports from the command line with the code the product uses over HTTP; the import can be seen and undone there too. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [kind, path] = positionals
  const known = values.undo ?? values.resume
  if (known === undefined && ((kind !== 'tickets' && kind !== 'mail') || !path))
    throw new Error(`npm run cli -- import ${summary}`)
  await withCommandDatabase(async (url, config) => {
    const app = composeApp({ ...config, logLevel: process.env['LOG_LEVEL'] ?? 'warn' }, url)
    try {
      await prepareAll(app)
      const as = await importer(app, values.as)
      if (known !== undefined) return await goOn(app, as, known, values.undo !== undefined)
      const regionId = await regionOf(app, as, values.region)
      if (kind === 'mail') await importMail(app, as, regionId, path as string, values.own ?? [])
      else await importTickets(app, as, regionId, path as string, values)
    } catch (error) {
      throw error instanceof Refusal ? inWords(error) : error
    } finally {
      await app.db.destroy()
    }
  })
}

async function importTickets(app: App, as: Actor, regionId: number, path: string, values: Options): Promise<void> {
  const mapping = values.map === undefined ? undefined : readMapping(values.map, regionId)
  const file = await storeFile(app, path, basename(path))
  const preview = await previewImport(callOf(app, app.db, as), file, regionId, mapping)
  printPreview(preview)
  if (preview.unusable) throw refuse('mapping-unusable', preview.unusable)
  if (values['dry-run']) return
  const one = await transact(app, as, (call) =>
    createImport(call, { regionId, kind: 'tickets', mapping: preview.mapping, files: [file], total: preview.total })
  )
  await bringIn(app, one, `${path}.faults.csv`)
}

/** All .eml files below a folder, as far down as they lie. */
async function importMail(app: App, as: Actor, regionId: number, folder: string, own: string[]): Promise<void> {
  const paths = globSync('**/*.eml', { cwd: folder }).sort()
  if (paths.length === 0) throw new Error(`文件夹里没有 .eml 文件 / there are no .eml files in ${folder}`)
  const files: Upload[] = []
  const unusable: string[] = []
  for (const path of paths)
    await storeFile(app, join(folder, path), basename(path)).then(
      (file) => files.push(file),
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        unusable.push(`${path}: ${error.code}`)
      }
    )
  for (const line of unusable) process.stderr.write(`${line}\n`)
  const one = await transact(app, as, (call) =>
    createImport(call, { regionId, kind: 'mail', mapping: { columns: {}, ownAddresses: own }, files })
  )
  await bringIn(app, one, join(folder, 'import-faults.csv'))
}

/** Runs until the end; Ctrl-C stops between two batches and says how to go on. */
async function bringIn(app: App, one: Import, faultsPath: string): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop)
  const progress = importProgress(one.total)
  const end = await runImport(
    app,
    { regionId: one.region_id, id: one.id },
    { onBatch: progress.show, signal: stopping.signal }
  )
  process.off('SIGINT', stop)
  progress.end()
  if (end.failed > 0) await pipeline(faultBytes(app, end), createWriteStream(faultsPath))
  printResult(end, progress.seconds(), end.failed > 0 ? faultsPath : null)
}

/** Goes on with an import, or takes it back. */
async function goOn(app: App, as: Actor, id: string, undo: boolean): Promise<void> {
  const one = await someImport(app, id)
  const ref = { regionId: one.region_id, importId: one.id }
  if (undo) {
    if (one.state !== 'undoing')
      await transact(app, as, (call) => stepImport(call, ref, ['done', 'stopped', 'failed', 'running'], 'undoing'))
    const progress = importProgress(one.imported)
    const end = await undoImport(app, { regionId: one.region_id, id: one.id }, (now) =>
      progress.show({ ...now, position: now.undone + now.kept })
    )
    progress.end()
    return printResult(end, progress.seconds(), null)
  }
  if (one.state !== 'running')
    await transact(app, as, (call) => stepImport(call, ref, ['stopped', 'failed'], 'running'))
  await bringIn(app, one, `${one.file_name}.faults.csv`)
}

async function someImport(app: App, id: string): Promise<Import> {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const region of /^[0-9a-f-]{36}$/i.test(id) ? regions : []) {
    const found = await findImport(app.db, { regionId: region.id, id })
    if (found) return found
  }
  throw new Error(`没有这个导入 / there is no import ${id}`)
}

/** The person of --as with their own rights; without one whoever sits at this machine, who may do anything. */
async function importer(app: App, account: string | undefined): Promise<Actor> {
  if (account === undefined) return { kind: 'system', name: 'import' }
  const row = await app.db
    .selectFrom('people.staff as staff')
    .leftJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select('staff.id')
    .where((where) =>
      where.or([
        where(where.fn<string>('lower', ['account.login']), '=', account.toLowerCase()),
        where('staff.job_number', '=', account)
      ])
    )
    .executeTakeFirst()
  const actor = row && (await actorOfStaff(app, row.id))
  if (!actor) throw new Error(`没有这个账号 / no active account is called ${account}`)
  return actor
}

async function regionOf(app: App, as: Actor, code: string | undefined): Promise<number> {
  const regions = await app.db.selectFrom('platform.region').select(['id', 'code']).orderBy('id').execute()
  const own = as.kind === 'staff' ? regions.filter(({ id }) => id === as.regionId) : regions
  const found =
    code === undefined
      ? own.length === 1
        ? own[0]
        : undefined
      : regions.find((region) => region.code === code.toUpperCase())
  if (!found)
    throw new Error(
      `请用 --region 指定省公司 / say which region with --region: ${regions.map((region) => region.code).join(' ')}`
    )
  return found.id
}

function readMapping(path: string, regionId: number): ImportMapping {
  const mapping: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return validInput(previewOperation, { regionId, mapping })['mapping'] as ImportMapping
}

function inWords({ code, details }: Refusal): Error {
  const { zh, en } = allRefusals[code]
  return new Error(`${zh} / ${en}${details ? ` ${JSON.stringify(details)}` : ''}`)
}
