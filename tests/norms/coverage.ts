/** How far each norm of the catalogue is carried out: its clauses, the code tagged `@norm ID`, and the tests that name it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { LoadedClause, Rulebook } from '../../server/rulebook.ts'

const ROOT = join(import.meta.dirname, '../..')

export type CatalogueGroup = { group: string; zh: string; en: string; norms: { id: string; zh: string; en: string }[] }

/**
 * done: a clause or the rulebook's data state the whole norm, it is enforced, and a test shows it. untested: the same, but no test names
 * it. partly: some of it is in code, or no clause says yet what the whole of it is. written: a clause and nothing more yet. open: not
 * touched.
 */
export type NormState = 'done' | 'untested' | 'partly' | 'written' | 'open'

export type NormCoverage = {
  id: string
  zh: string
  en: string
  clauses: string[]
  /** Files of the product tagged with the id; `rulebook/…` for its data, `clock` for a promise kept by the clock engine. */
  enforced: string[]
  tests: string[]
  state: NormState
}

export type Tagged = { file: string; ids: string[] }

/** Reads the catalogue. */
export function readCatalogue(): CatalogueGroup[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'catalogue.json'), 'utf8')) as CatalogueGroup[]
}

/** Source files with the norms they are tagged with, and test files with the norms they are tagged with or name in a test. */
export function scanRepository(root: string = ROOT): { code: Tagged[]; tests: Tagged[]; data: Tagged[] } {
  const files = globSync('{contract,kernels,server,web,simulator,tests}/**/*.{ts,tsx,sql}', {
    cwd: root,
    exclude: (name) => name.includes('node_modules') || name.includes('dist') || name.endsWith('.gen.ts')
  }).map((file) => file.replaceAll('\\', '/'))
  const code: Tagged[] = []
  const tests: Tagged[] = []
  for (const file of files.sort()) {
    if (file.startsWith('tests/norms/')) continue
    const isTest = file.startsWith('tests/') || /\.test\.tsx?$/.test(file)
    const ids = normsIn(readFileSync(join(root, file), 'utf8'), isTest)
    if (ids.length > 0) (isTest ? tests : code).push({ file, ids })
  }
  return { code, tests, data: dataTags(root) }
}

/** Ids tagged `@norm SP-02` (one tag may list several); in a test also those in a test's name. */
export function normsIn(text: string, isTest: boolean): string[] {
  const tagged = [...text.matchAll(/@norm\s+((?:[A-Z]{2}-\d{2}\b[\s,·]*)+)/g)].map((match) => match[1] ?? '')
  const named = isTest
    ? [...text.matchAll(/\b(?:test|it|describe)(?:\.[a-z]+)?\(\s*(['"`])(.*?)\1/g)].map((match) => match[2] ?? '')
    : []
  return [...new Set([...tagged, ...named].flatMap((part) => part.match(/\b[A-Z]{2}-\d{2}\b/g) ?? []))].sort()
}

/** Joins catalogue, clauses and scan. */
export function coverNorms(
  catalogue: readonly CatalogueGroup[],
  clauses: readonly LoadedClause[],
  scan: ReturnType<typeof scanRepository>,
  hasClockEngine: boolean
): NormCoverage[] {
  const filesOf = (tagged: readonly Tagged[], id: string) =>
    tagged.filter(({ ids }) => ids.includes(id)).map(({ file }) => file)
  return catalogue.flatMap(({ norms }) =>
    norms.map((norm) => {
      const whole = clauses.filter(({ source }) => source.norms?.includes(norm.id))
      const own = [...whole, ...clauses.filter(({ source }) => source.partly?.includes(norm.id))]
      const clocked = own.some(({ kind, status }) => kind === 'clock' && status === 'in-force')
      const code = [...filesOf(scan.code, norm.id), ...(clocked && hasClockEngine ? ['clock'] : [])]
      const enforced = [...code, ...filesOf(scan.data, norm.id)]
      const examples = own.filter(({ examples: some, status }) => status === 'in-force' && (some?.length ?? 0) > 0)
      const tests = [...filesOf(scan.tests, norm.id), ...examples.map(({ id }) => `examples of ${id}`)]
      const stated = whole.length > 0 || filesOf(scan.data, norm.id).length > 0
      const missing =
        !stated || (own.length > 0 && whole.length === 0) || whole.some(({ duty }) => duty?.enforced === 'not-yet')
      const state: NormState =
        enforced.length === 0
          ? own.length > 0
            ? 'written'
            : 'open'
          : missing || code.length === 0
            ? 'partly'
            : tests.length > 0
              ? 'done'
              : 'untested'
      return { ...norm, clauses: own.map(({ id }) => id), enforced, tests, state }
    })
  )
}

/** Duties whose clause says that the product enforces them, while no code is tagged with any of their norms. */
export function unfoundDuties(clauses: readonly LoadedClause[], coverage: readonly NormCoverage[]): LoadedClause[] {
  const enforced = new Set(coverage.filter((norm) => norm.enforced.length > 0).map(({ id }) => id))
  return clauses.filter(
    ({ duty, status, source }) =>
      duty && duty.enforced !== 'not-yet' && status === 'in-force' && !namedBy(source).some((id) => enforced.has(id))
  )
}

/** The same for tests: duties that claim to be enforced while no test names any of their norms, so nothing would fail if they were not. */
export function untestedDuties(clauses: readonly LoadedClause[], coverage: readonly NormCoverage[]): LoadedClause[] {
  const tested = new Set(coverage.filter((norm) => norm.tests.length > 0).map(({ id }) => id))
  return clauses.filter(
    ({ duty, status, source }) =>
      duty && duty.enforced !== 'not-yet' && status === 'in-force' && !namedBy(source).some((id) => tested.has(id))
  )
}

/** Norms named by clauses or tags that the catalogue does not have. */
export function strayNorms(
  catalogue: readonly CatalogueGroup[],
  book: Pick<Rulebook, 'clauses'>,
  scan: ReturnType<typeof scanRepository>
): string[] {
  const known = new Set(catalogue.flatMap(({ norms }) => norms.map(({ id }) => id)))
  const named = [
    ...book.clauses.flatMap(({ source, file }) => namedBy(source).map((id) => ({ id, file }))),
    ...[...scan.code, ...scan.tests, ...scan.data].flatMap(({ file, ids }) => ids.map((id) => ({ id, file })))
  ]
  return named.filter(({ id }) => !known.has(id)).map(({ id, file }) => `${file}: ${id}`)
}

/** Whether the engine that runs clock clauses is part of this tree. */
export function clockEnginePresent(root: string = ROOT): boolean {
  return globSync('server/capabilities/norms/*.ts', { cwd: root }).some(
    (file) => /clock/.test(file) && !file.endsWith('.test.ts')
  )
}

/** Every norm a clause names, whole or in part. */
export function namedBy({ norms = [], partly = [] }: LoadedClause['source']): readonly string[] {
  return [...norms, ...partly]
}

/** Rulebook files other than clauses carry the norms they hold in a `norms` list. */
function dataTags(root: string): Tagged[] {
  return globSync('rulebook/{,routing/,playbooks/,complaints/,handling/,compensation/}*.yaml', { cwd: root })
    .sort()
    .flatMap((file) => {
      const { norms } = parse(readFileSync(join(root, file), 'utf8')) as { norms?: string[] }
      return norms ? [{ file: file.replaceAll('\\', '/'), ids: norms }] : []
    })
}
