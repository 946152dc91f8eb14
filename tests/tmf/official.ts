import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parse } from 'yaml'

/** The official files of TM Forum lie beside the repository and are no part of it; without them the tests that need them are skipped. */
export const tmfFolder = path.resolve(import.meta.dirname, '../../../shared/data/tmf')
export const haveOfficialFiles = existsSync(path.join(tmfFolder, 'openapi'))
if (!haveOfficialFiles) console.warn(`TMF contract tests are skipped: the official definitions are not in ${path.relative(process.cwd(), tmfFolder)}`)

type Validator = ((body: unknown) => boolean) & { errors?: { instancePath: string; message?: string }[] | null }
type Ajv = { addSchema(schema: object): void; getSchema(place: string): Validator | undefined }
// The server's own validator: beside it another package brings an older one.
const fromServer = createRequire(path.resolve(import.meta.dirname, '../../server/package.json'))
const { Ajv: NewAjv } = fromServer('ajv') as { Ajv: new (options: object) => Ajv }
const withFormats = fromServer('ajv-formats') as (ajv: Ajv) => Ajv
const compiled = new Map<string, Ajv>()

/** Says where a body does not fit a definition of an official file; an empty list is a fit. */
export function faultsOf(api: string, version: 4 | 5, definition: string, body: unknown): string[] {
  const check = validator(api, version, definition)
  return check(body) ? [] : (check.errors ?? []).map((error) => `${definition}${error.instancePath} ${error.message}`)
}

function validator(api: string, version: 4 | 5, definition: string): Validator {
  const key = `${api}-v${version}`
  const ajv = compiled.get(key) ?? load(key, api, version)
  const place = version === 4 ? 'definitions' : 'components/schemas'
  const check = ajv.getSchema(`${key}#/${place}/${definition}`)
  if (!check) throw new Error(`${key} has no definition ${definition}`)
  return check
}

function load(key: string, api: string, version: 4 | 5): Ajv {
  const folder = path.join(tmfFolder, 'openapi')
  const name = readdirSync(folder).find((file) => file.startsWith(`${api}-`) && file.includes(`-v${version}.`))
  if (!name) throw new Error(`no official file for ${key}`)
  const document = parse(readFileSync(path.join(folder, name), 'utf8'))
  const ajv = withFormats(new NewAjv({ strict: false, allErrors: true, logger: false }))
  ajv.addSchema({ $id: key, ...(version === 4 ? { definitions: document.definitions } : { components: chosenByType(document.components) }) })
  compiled.set(key, ajv)
  return ajv
}

/** OpenAPI chooses one of several schemas by a discriminator; a plain validator must take the one that fits, so `oneOf` becomes `anyOf`. */
function chosenByType(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(chosenByType)
  if (node === null || typeof node !== 'object') return node
  const { oneOf, discriminator, ...rest } = node as Record<string, unknown>
  const chosen = oneOf && discriminator ? { anyOf: oneOf } : { ...(oneOf === undefined ? {} : { oneOf }), ...(discriminator === undefined ? {} : { discriminator }) }
  return Object.fromEntries(Object.entries({ ...rest, ...chosen }).map(([name, member]) => [name, chosenByType(member)]))
}
