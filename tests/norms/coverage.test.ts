import { expect, test } from 'vitest'
import { rulebook } from '../../server/rulebook.ts'
import {
  clockEnginePresent,
  coverNorms,
  namedBy,
  normsIn,
  readCatalogue,
  scanRepository,
  strayNorms,
  unfoundDuties,
  untestedDuties
} from './coverage.ts'

const catalogue = readCatalogue()
const clauses = rulebook().clauses

test('the catalogue has its 447 norms, each once and with words in both languages', () => {
  const norms = catalogue.flatMap((group) => group.norms)
  expect(norms).toHaveLength(447)
  expect(new Set(norms.map(({ id }) => id)).size).toBe(447)
  expect(norms.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '')).toEqual([])
  for (const group of catalogue) expect(group.norms.every(({ id }) => id.startsWith(`${group.group}-`))).toBe(true)
})

test('no clause, tag or test names a norm that the catalogue does not have', () => {
  expect(strayNorms(catalogue, rulebook(), scanRepository())).toEqual([])
})

test('a tag may list several norms; a test may name one in its sentence', () => {
  expect(normsIn('/** Opens. @norm SP-02, TK-01 and more HN-20261124-000123 */', false)).toEqual(['SP-02', 'TK-01'])
  expect(normsIn('/** @norm TK-05 @norm TK-06 */', false)).toEqual(['TK-05', 'TK-06'])
  expect(normsIn("test('IQ-09: closing needs a confirmation', () => {})", true)).toEqual(['IQ-09'])
  expect(normsIn("test('IQ-09: closing needs a confirmation', () => {})", false)).toEqual([])
  expect(normsIn("const id = 'SP-02'", true)).toEqual([])
})

test('a norm is done only when something enforces it and a test shows it', () => {
  const nothing = { code: [], tests: [], data: [] }
  const stateOf = (id: string, scan: typeof nothing | ReturnType<typeof scanRepository>, engine = false) =>
    coverNorms(catalogue, clauses, scan, engine).find((norm) => norm.id === id)?.state
  expect(stateOf('SP-02', nothing)).toBe('written')
  expect(stateOf('SP-02', nothing, true)).toBe('done')
  expect(stateOf('IQ-25', nothing, true)).toBe('open')
  // Nobody has written down what the whole of IQ-25 is, so code alone can only be a part of it.
  expect(stateOf('IQ-25', { ...nothing, code: [{ file: 'a.ts', ids: ['IQ-25'] }] })).toBe('partly')
  expect(stateOf('TK-15', { ...nothing, code: [{ file: 'a.ts', ids: ['TK-15'] }] })).toBe('untested')
  expect(stateOf('TK-15', nothing, true)).toBe('written')
  // One clause carries out a part of SP-12 only; the data of IQ-11 alone enforce nothing.
  expect(stateOf('SP-12', nothing, true)).toBe('partly')
  expect(stateOf('IQ-11', { ...nothing, data: [{ file: 'rulebook/categories.yaml', ids: ['IQ-11'] }] })).toBe('partly')
})

test('a duty that claims to be enforced is named when no code is tagged with it', () => {
  const bare = coverNorms(catalogue, clauses, { code: [], tests: [], data: [] }, false)
  expect(unfoundDuties(clauses, bare).map(({ id }) => id)).toContain('diagnosis')
  const tagged = coverNorms(
    catalogue,
    clauses,
    { code: [{ file: 'a.ts', ids: ['TK-15'] }], tests: [], data: [] },
    false
  )
  expect(unfoundDuties(clauses, tagged).map(({ id }) => id)).not.toContain('diagnosis')
})

test('every duty that claims to be enforced has its place in the code and a test that names it', () => {
  const coverage = coverNorms(catalogue, clauses, scanRepository(), clockEnginePresent())
  expect(unfoundDuties(clauses, coverage).map(({ id }) => id)).toEqual([])
  expect(untestedDuties(clauses, coverage).map(({ id }) => id)).toEqual([])
})

test('every first clause named for the main job is there', () => {
  const named = new Set(clauses.flatMap(({ source }) => namedBy(source)))
  const inquiry = Array.from({ length: 12 }, (_, index) => `IQ-${String(index + 1).padStart(2, '0')}`)
  const service = ['SP-01', 'SP-02', 'SP-03', 'SP-04', 'SP-12', 'SP-14', 'SP-16', 'SP-20', 'SP-29', 'FS-01']
  const tickets = ['TK-01', 'TK-02', 'TK-03', 'TK-04', 'TK-05', 'TK-06', 'TK-15', 'TK-16', 'TK-17']
  const wanted = [...service, ...inquiry, ...tickets]
  expect(wanted.filter((id) => !named.has(id))).toEqual([])
})
