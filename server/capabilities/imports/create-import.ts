import type { ImportKind, ImportMapping } from '@shouwen/contract/import-words'
import { type Call, staffId, type Upload } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { checkMapping, guessMapping } from './guess-mapping.ts'
import type { Import } from './import-row.ts'
import { inOrderOfTime } from './mail-files.ts'
import { keepSource, tableKind, tableRows } from './source-file.ts'

export type NewImport = {
  regionId: number
  kind: ImportKind
  mapping?: ImportMapping
  files: readonly Upload[]
  total?: number | null
}

/** Writes down an import with its files; nothing is brought in yet. Refuses with `import-file-missing`, `mapping-unusable` and what the table reader refuses. */
export async function createImport(call: Call, given: NewImport): Promise<Import> {
  const [first] = given.files
  if (!first || (given.kind === 'tickets' && given.files.length > 1)) throw refuse('import-file-missing')
  if (given.kind === 'mail' && given.files.some((file) => file.kind !== 'eml')) throw refuse('file-type-not-allowed')
  const mapping =
    given.kind === 'mail'
      ? { columns: {}, ownAddresses: given.mapping?.ownAddresses ?? [] }
      : await mappingFor(call, first, given.mapping)
  const files = given.kind === 'mail' ? await inOrderOfTime(call.app, given.files) : given.files
  const one = await call.tx
    .insertInto('imports.import')
    .values({
      region_id: given.regionId,
      id: call.app.newId(),
      kind: given.kind,
      source: sourceOf(given.kind, mapping),
      file_name: given.files.length === 1 ? first.name : `${first.name} +${given.files.length - 1}`,
      mapping: JSON.stringify(mapping),
      state: 'running',
      total: given.total ?? (given.kind === 'mail' ? given.files.length : null),
      created_by: staffId(call.actor),
      created_at: call.now,
      updated_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await keepSource(call, one, files)
  await audited(call, {
    verb: 'import.run',
    regionId: one.region_id,
    subjectKind: 'import',
    subjectId: one.id,
    detail: { kind: one.kind }
  })
  await record(call, {
    name: 'import.started',
    regionId: one.region_id,
    subjectKind: 'import',
    subjectId: one.id,
    data: { kind: one.kind }
  })
  return one
}

/** The system the rows come from, as far as anybody said; numbers are unique within it. */
export const sourceOf = (kind: ImportKind, { source }: Pick<ImportMapping, 'source'>): string =>
  kind === 'mail' ? 'mail' : (source ?? 'file')

/** The mapping given, or the one the headings tell; refuses with `mapping-unusable`. */
export async function mappingFor(call: Pick<Call, 'app'>, file: Upload, given?: ImportMapping): Promise<ImportMapping> {
  const mapping = await draftMapping(call, file, given)
  checkMapping(mapping)
  return mapping
}

/** The same whether it makes tickets or not. Columns the file does not have are no fault, because exports differ. */
export async function draftMapping(
  call: Pick<Call, 'app'>,
  file: Upload,
  given?: ImportMapping
): Promise<ImportMapping> {
  const guessed = guessMapping(await headingsOf(call, file))
  if (!given) return guessed
  return {
    ...given,
    columns: Object.keys(given.columns).length > 0 ? given.columns : withoutConstants(guessed, given).columns
  }
}

function withoutConstants(guessed: ImportMapping, { constants = {} }: ImportMapping): ImportMapping {
  return {
    columns: Object.fromEntries(Object.entries(guessed.columns).filter(([, { field }]) => !(field in constants)))
  }
}

/** The headings, as far as the first rows show them (every line of JSONL has its own). */
export async function headingsOf({ app }: Pick<Call, 'app'>, file: Upload): Promise<string[]> {
  const headings = new Set<string>()
  let seen = 0
  for await (const { record } of tableRows(app, file.id, tableKind(file))) {
    for (const heading of Object.keys(record)) headings.add(heading)
    seen += 1
    if (seen >= 50) break
  }
  return [...headings].slice(0, 200)
}
