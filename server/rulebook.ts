/** Reads the rulebook folder: checked whole against its schemas, frozen, with a hash for each clause. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canonical } from '#platform/canonical'
import { type Clause, conditionsOver, type FactSchema, type Phrase } from '@shouwen/kernels/conditions/index'
import type { Playbook } from '@shouwen/kernels/playbook/index'
import { type CalendarData, calendarProblems, compileCalendar } from '@shouwen/kernels/working-time/index'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { clauseProblems, fileProblems } from './rulebook-checks.ts'
import { menusProblems } from './rulebook-menu-checks.ts'
import { complaintProblems } from './rulebook-complaint-checks.ts'
import { ruleProblems } from './rulebook-routing-checks.ts'
import type { LoadedClause, MenuFile, Roles, Rulebook } from './rulebook-types.ts'

export type {
  Category,
  ChatRules,
  LoadedClause,
  MenuBook,
  MenuFile,
  PasswordPolicy,
  PauseReason,
  Role,
  Roles,
  Rulebook,
  Scope,
  SurveyRules,
  VoiceRules
} from './rulebook-types.ts'

const FOLDER = fileURLToPath(new URL('../rulebook', import.meta.url))
const MAX_TEXT = 200_000

let loaded: Rulebook | undefined

/** The rulebook shipped with this version, read once. Throws an Error listing every problem when it is not sound. */
export function rulebook(): Rulebook {
  loaded ??= readRulebook(FOLDER)
  return loaded
}

/** Reads and checks a rulebook folder. Throws an Error listing every problem. */
export function readRulebook(folder: string): Rulebook {
  const problems: string[] = []
  const valid = validators(folder)
  const file = <T>(name: string, below = ''): T =>
    readFile<T>(folder, `${below}${name}.yaml`, valid.file(name), problems)

  const routing = file<{ rules: Rulebook['routing']; languages: Rulebook['routingLanguages'] }>(
    'routing-rules',
    'routing/'
  )
  const categories = file<Pick<Rulebook, 'categories' | 'departments'>>('categories')
  const facts = withCodes(file<{ facts: FactSchema }>('facts').facts, categories.categories)
  const calendarData = globSync('calendars/*.yaml', { cwd: folder })
    .sort()
    .map((path) => readFile<CalendarData>(folder, path, null, problems))
  stopAt(problems)

  const book: Omit<Rulebook, 'clauses'> = {
    facts,
    conditions: conditionsOver(facts),
    events: file<Pick<Rulebook, 'events'>>('events').events,
    pauseReasons: file<{ reasons: Rulebook['pauseReasons'] }>('pause-reasons').reasons,
    skills: file<Pick<Rulebook, 'skills'>>('skills').skills,
    categories: categories.categories,
    departments: categories.departments,
    roles: file<Roles>('roles'),
    passwordPolicy: file<Rulebook['passwordPolicy']>('password-policy'),
    survey: file<Rulebook['survey']>('survey'),
    chat: file<Rulebook['chat']>('chat'),
    presence: file<Rulebook['presence']>('presence', 'routing/'),
    channels: file<Rulebook['channels']>('channels', 'routing/'),
    board: file<Rulebook['board']>('board', 'routing/'),
    routing: routing.rules,
    routingLanguages: routing.languages,
    playbooks: globSync('playbooks/*.yaml', { cwd: folder })
      .sort()
      .map((path) => readFile<Playbook>(folder, path, valid.file('playbook'), problems)),
    surge: file<Rulebook['surge']>('surge'),
    voice: file<Rulebook['voice']>('voice'),
    desks: file<Rulebook['desks']>('desks'),
    complaints: {
      offices: file<Rulebook['complaints']['offices']>('appeal-offices', 'complaints/'),
      sources: file<Rulebook['complaints']['sources']>('complaint-sources', 'complaints/'),
      axes: file<Rulebook['complaints']['axes']>('complaint-axes', 'complaints/'),
      leaves: file<Rulebook['complaints']['leaves']>('complaint-leaves', 'complaints/'),
      levels: file<Rulebook['complaints']['levels']>('complaint-levels', 'complaints/'),
      focus: file<Rulebook['complaints']['focus']>('complaint-focus', 'complaints/')
    },
    legal: file<Rulebook['legal']>('legal-rules', 'legal/'),
    retention: file<Rulebook['retention']>('retention'),
    compensation: file<Rulebook['compensation']>('compensation', 'compensation/'),
    improvement: {
      register: file<Rulebook['improvement']['register']>('improvement-register', 'improvement/'),
      patterns: file<Rulebook['improvement']['patterns']>('improvement-patterns', 'improvement/'),
      loop: file<Rulebook['improvement']['loop']>('improvement-loop', 'improvement/'),
      report: file<Rulebook['improvement']['report']>('complaint-report', 'improvement/')
    },
    handling: {
      diagnosis: file<Rulebook['handling']['diagnosis']>('diagnosis', 'handling/'),
      procedures: file<Rulebook['handling']['procedures']>('procedures', 'handling/'),
      cards: file<Rulebook['handling']['cards']>('cards', 'handling/'),
      behaviours: file<Rulebook['handling']['behaviours']>('behaviours', 'handling/')
    },
    menu: file<Rulebook['menu']>('menu'),
    menus: globSync('menus/*.yaml', { cwd: folder })
      .sort()
      .map((path) => readFile<MenuFile>(folder, path, valid.file('menu-file'), problems)),
    calendarData,
    calendars: compileCalendars(calendarData, problems)
  }
  const clauses = globSync('clauses/*/*.yaml', { cwd: folder })
    .sort()
    .map((path) => loadClause(readFile<Clause>(folder, path, valid.clause, problems), path))
  stopAt(problems)

  for (const clause of clauses) problems.push(...located(clause.file, clauseProblems(book, clause)))
  problems.push(...duplicates(clauses), ...fileProblems(book), ...menusProblems(book, clauses), ...complaintProblems(book, clauses))
  stopAt(problems)
  const { conditions, calendars, ...data } = book
  return Object.freeze({ ...deepFrozen({ ...data, clauses }), conditions, calendars })
}

/** Reads one clause written by hand, e.g. a draft from the editor. Never throws: problems come back as sentences. */
export function readClause(book: Rulebook, text: string): { clause: Clause; hash: string } | { problems: string[] } {
  const parsed = parseText(text)
  if (typeof parsed === 'string') return { problems: [parsed] }
  const shape = shapeProblems(validators(FOLDER).clause, parsed.value)
  const problems = shape.length > 0 ? shape : clauseProblems(book, parsed.value as Clause)
  return problems.length > 0
    ? { problems }
    : { clause: parsed.value as Clause, hash: clauseHash(parsed.value as Clause) }
}

/** Reads routing rules written by hand, e.g. a draft to be tried on those who wait. Never throws: problems come back as sentences. */
export function readRoutingRules(book: Rulebook, text: string): { rules: Rulebook['routing'] } | { problems: string[] } {
  const parsed = parseText(text)
  if (typeof parsed === 'string') return { problems: [parsed] }
  const shape = shapeProblems(validators(FOLDER).file('routing-rules'), parsed.value)
  if (shape.length > 0) return { problems: shape }
  const { rules } = parsed.value as { rules: Rulebook['routing'] }
  const problems = ruleProblems(book, rules)
  return problems.length > 0 ? { problems } : { rules }
}

/** The file of the routing rules as it is written: what a draft starts from. */
export const routingRulesText = (): string => readFileSync(join(FOLDER, 'routing/routing-rules.yaml'), 'utf8')

/** sha256 (hex) of the canonical JSON of what the clause says; where it lies and its old hash do not enter. */
export function clauseHash(clause: Clause | LoadedClause): string {
  const { hash: _hash, file: _file, ...said } = clause as LoadedClause
  return createHash('sha256').update(canonical(said)).digest('hex')
}

function loadClause(clause: Clause, path: string): LoadedClause {
  return { ...clause, hash: clauseHash(clause), file: path.replaceAll('\\', '/') }
}

const validatorsOf = new Map<string, { clause: ValidateFunction; file: (name: string) => ValidateFunction }>()

function validators(folder: string) {
  const known = validatorsOf.get(folder)
  if (known) return known
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { $id: string }
  const files = read('files.schema.json')
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true
  })
  ajv.addSchema(files)
  const made = {
    clause: ajv.compile(read('clause.schema.json')),
    file: (name: string) => ajv.getSchema(`${files.$id}#/$defs/${name}`) as ValidateFunction
  }
  validatorsOf.set(folder, made)
  return made
}

function readFile<T>(folder: string, path: string, validate: ValidateFunction | null, problems: string[]): T {
  const parsed = parseText(readFileSync(join(folder, path), 'utf8'))
  if (typeof parsed === 'string') {
    problems.push(`${path}: ${parsed}`)
    return {} as T
  }
  if (validate) problems.push(...located(path, shapeProblems(validate, parsed.value)))
  return parsed.value as T
}

/** YAML 1.2 without aliases, so that no file unfolds into more than it shows. */
function parseText(text: string): { value: unknown } | string {
  if (text.length > MAX_TEXT) return `longer than ${MAX_TEXT} characters`
  try {
    return { value: parse(text, { version: '1.2', schema: 'core', maxAliasCount: 0, uniqueKeys: true }) as unknown }
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'not YAML') : 'not YAML'
  }
}

function shapeProblems(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).slice(0, 20).map(({ instancePath, message, params }) => {
    const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : ''
    return `${instancePath || 'the whole'} ${message ?? 'is wrong'}${extra}`
  })
}

function withCodes(facts: FactSchema, categories: Rulebook['categories']): FactSchema {
  const codes = Object.fromEntries(
    Object.entries(categories ?? {}).map(([code, { zh, en }]): [string, Phrase] => [code, { zh, en }])
  )
  return Object.fromEntries(
    Object.entries(facts ?? {}).map(([name, fact]) => {
      if (!('codes' in fact)) return [name, fact]
      const { codes: _list, ...rest } = fact
      return [name, { ...rest, values: codes }]
    })
  ) as FactSchema
}

function compileCalendars(data: readonly CalendarData[], problems: string[]): Rulebook['calendars'] {
  const sound = data.filter((one) => {
    const found = calendarProblems(
      one,
      data.find(({ id }) => id === one.daysFrom)
    )
    problems.push(...located(`calendars/${one.id}`, found))
    return found.length === 0
  })
  return new Map(sound.map((one) => [one.id, compileCalendar(one, data)]))
}

function duplicates(clauses: readonly LoadedClause[]): string[] {
  const seen = new Set<string>()
  return clauses.flatMap(({ id, file }) => {
    const problems = seen.has(id) ? [`${file}: the id ${id} appears twice`] : []
    seen.add(id)
    if (basename(file, '.yaml') !== id) problems.push(`${file}: the file must be called ${id}.yaml`)
    return problems
  })
}

function located(where: string, problems: readonly string[]): string[] {
  return problems.map((problem) => `${where}: ${problem}`)
}

function stopAt(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`the rulebook is not sound:\n  ${problems.join('\n  ')}`)
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const member of Object.values(value)) deepFrozen(member)
    Object.freeze(value)
  }
  return value
}
