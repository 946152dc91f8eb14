import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clauseApplies, completeFacts, conditionWords, decide } from '@shouwen/kernels/conditions/index'
import { afterAll, expect, test } from 'vitest'
import { clauseHash, readClause, readRulebook, rulebook } from '../../server/rulebook.ts'

const FOLDER = join(import.meta.dirname, '../../rulebook')
const book = rulebook()
const copies: string[] = []
afterAll(() => copies.forEach((folder) => rmSync(folder, { recursive: true })))

/** A copy of the rulebook with one file changed. */
function changed(path: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rulebook-'))
  copies.push(folder)
  cpSync(FOLDER, folder, { recursive: true })
  const file = join(folder, path)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return folder
}

const clauseText = readFileSync(join(FOLDER, 'clauses/sp/inquiry-response.yaml'), 'utf8')

test('the rulebook is sound, and nobody can change it while the product runs', () => {
  expect(book.clauses.length).toBeGreaterThan(60)
  expect(() => Object.assign(book.clauses[0]?.title ?? {}, { zh: '改' })).toThrow(TypeError)
  expect(() => Object.assign(book.passwordPolicy.length, { min: 1 })).toThrow(TypeError)
})

test.each<[string, string, string, string]>([
  ['clauses/sp/inquiry-response.yaml', 'kind == "inquiry"', 'kind == "inqury"', 'when: kind has no value inqury'],
  ['clauses/sp/inquiry-response.yaml', 'calendar: all-hours', 'calendar: lunar', 'no calendar is called lunar'],
  ['clauses/sp/inquiry-response.yaml', '[ticket.answered,', '[ticket.replied,', 'no event is called ticket.replied'],
  [
    'clauses/sp/inquiry-response.yaml',
    'limit: { minutes: 30 }',
    'limit: { minutes: 30, hours: 1 }',
    '/limit must match'
  ],
  ['clauses/sp/inquiry-response.yaml', 'id: inquiry-response', 'id: reply', 'the file must be called reply.yaml'],
  ['clauses/sp/inquiry-response.yaml', 'id: inquiry-response', 'id: inquiry-response\nid: twice', 'unique'],
  [
    'clauses/sp/fault-arrival.yaml',
    '[waiting-appointment,',
    '[waiting-parts,',
    'the reason waiting-parts is our own and pauses no clock'
  ],
  [
    'clauses/law/mobile-resume.yaml',
    'status: prepared',
    'status: in-force',
    'is not recorded yet: the clause can only be prepared'
  ],
  [
    'clauses/fs/line-restoration.yaml',
    '- { id: apn-line/cross-province/A, when: [apn-line, cross-province, A], gives: { hours: 6 } }',
    '',
    'no row answers'
  ],
  ['clauses/fs/line-restoration.yaml', 'when: [apn-line, cross-province, A]', 'when: [apn-line, "-", A]', 'both fit'],
  [
    'clauses/tk/priority.yaml',
    'when: [fault, "-", wide, "-", "-", "-"]',
    'when: [fault, "-", "-", "-", "-", "-"]',
    'row fault-area never decides: fault-wide come first'
  ],
  ['clauses/tk/next-contact.yaml', 'limit: { fact: agreed.minutes }', 'limit: { fact: agreed.hours }', 'no number fact is called agreed.hours'],
  ['complaints/complaint-leaves.yaml', '  complaint.network.blind-spot: {', '  complaint.network.blind-alley: {', 'the leaf complaint.network.blind-spot has no form'],
  ['complaints/complaint-leaves.yaml', 'playbook: rumour', 'playbook: gossip', 'no playbook is called gossip'],
  ['complaints/complaint-leaves.yaml', ', inspection: law, legal: true, nopolicy: true }', ' }', 'must have required property'],
  ['complaints/complaint-sources.yaml', 'example: SS2026112400018', 'example: SS-1', 'its example does not fit its own pattern'],
  ['complaints/complaint-sources.yaml', 'clauses: [city-hotline-reply,', 'clauses: [town-hotline-reply,', 'no clause is called town-hotline-reply'],
  ['complaints/complaint-levels.yaml', 'takes: [complaint-handler, complaint-manager]', 'takes: [complaint-tamer]', 'no role is called complaint-tamer'],
  ['complaints/complaint-levels.yaml', "sources: ['12300']", "sources: ['12345']", '12345 stands on two levels'],
  ['complaints/complaint-focus.yaml', "when: 'demand.yuan >= 1000'", "when: 'demand.dollars >= 1000'", 'amount: '],
  ['routing/presence.yaml', '  away: {', '  gone: {', 'presence: the state away is missing'],
  ['routing/presence.yaml', 'by: person, takes: true, seat: true, counts: ready', 'by: person, takes: true, seat: true, counts: paused', 'available takes contacts but does not count as ready'],
  ['routing/presence.yaml', 'silent_seconds: 75', 'silent_seconds: 30', 'one lost beat would count as a seat that was left'],
  ['routing/channels.yaml', 'interrupts: [email, letter, social, api]', 'interrupts: [email, fax]', 'phone cannot interrupt fax'],
  ['routing/channels.yaml', 'at_once_most: 8', 'at_once_most: 9', 'chat allows more at once than its units'],
  ['routing/channels.yaml', 'answered_within: [5, 10,', 'answered_within: [10, 5,', 'thresholds of the counts must rise'],
  ['routing/routing-rules.yaml', 'skills: { vip: 3 }', 'skills: { juggling: 3 }', 'vip-desk: no skill is called juggling'],
  ['routing/routing-rules.yaml', '  - id: standard', '  - id: calls', 'the id calls appears twice'],
  ['routing/routing-rules.yaml', '    when: { channels: [phone] }\n', '', 'calls has no when, so that none behind it decides'],
  ['routing/routing-rules.yaml', 'when: { channels: [phone] }', 'when: { channels: [fax] }', 'calls: no channel is called fax'],
  ['routing/routing-rules.yaml', '{ after: 20, skills: { queue-skill: 1 } }', '{ after: 90, skills: { queue-skill: 1 } }', 'calls: its steps must follow each other'],
  ['routing/routing-rules.yaml', '{ after: 0, skills: { elderly: 1', '{ after: 5, skills: { elderly: 1', 'elderly: nobody may take it at first'],
  ['roles.yaml', 'sees: [name, phone, email, address]', 'sees: [name, salary]', 'which is no class of data'],
  ['roles.yaml', 'ticket.open: region', 'ticket.opne: region', 'granted ticket.opne, which is no verb'],
  ['roles.yaml', 'ticket.read: unit', 'ticket.read: world', 'must be equal to one of the allowed values'],
  ['password-policy.yaml', 'auditor, ', '', 'disagree whether auditor needs a second factor'],
  ['survey.yaml', 'low_score: { at_most: 2 }', 'low_score: { at_most: 4 }', 'a satisfied score cannot be low'],
  ['categories.yaml', 'department: billing', 'department: money', 'no department is called money']
])('%s with "%s" written as "%s" is refused', (path, before, after, problem) => {
  const folder = changed(path, (text) => {
    expect(text).toContain(before)
    return text.replace(before, after)
  })
  expect(() => readRulebook(folder)).toThrow(problem)
})

test('a clause keeps its hash when its lines are put in another order, and loses it with any change of content', () => {
  const read = readClause(book, clauseText)
  if (!('clause' in read)) throw new Error(read.problems.join())
  expect(read.hash).toBe(book.clauses.find(({ id }) => id === 'inquiry-response')?.hash)
  expect(clauseHash({ ...read.clause, id: read.clause.id })).toBe(read.hash)
  const reordered = Object.fromEntries(Object.entries(read.clause).reverse()) as typeof read.clause
  expect(clauseHash(reordered)).toBe(read.hash)
  expect(clauseHash({ ...read.clause, limit: { minutes: 31 } })).not.toBe(read.hash)
})

test('a draft with faults comes back with sentences, never with an exception', () => {
  const draft = (before: string, after: string) => readClause(book, clauseText.replace(before, after))
  expect(draft('minutes: 30', 'minutes: -30')).toMatchObject({
    problems: expect.arrayContaining([expect.stringContaining('/limit')])
  })
  expect(draft('kind == "inquiry"', 'kind.matches("(a+)+$")')).toEqual({
    problems: ['when: function matches is not allowed in a condition']
  })
  expect(readClause(book, '{ [')).toHaveProperty('problems')
  expect(readClause(book, '')).toHaveProperty('problems')
  expect(readClause(book, `a: &a [1]\nb: ${'[*a, *a]'}`)).toHaveProperty('problems')
  expect(readClause(book, `id: ${'x'.repeat(300_000)}`)).toEqual({ problems: ['longer than 200000 characters'] })
  expect(
    readClause(book, clauseText.replace('id: inquiry-response', 'id: inquiry-response\n__proto__: { a: 1 }'))
  ).toHaveProperty('problems')
})

test.each(book.clauses.filter(({ applies }) => applies?.when !== undefined))(
  'the condition of $id can be said in words',
  ({ applies }) => {
    const words = conditionWords(book.conditions, applies?.when ?? '')
    expect(words.zh).not.toMatch(/==|&&|\|\|/)
    expect(words.en).not.toMatch(/==|&&|\|\|/)
  }
)

test('GV-01: an administrator and an auditor see no business data by default', () => {
  for (const code of ['administrator', 'auditor', 'security-officer']) {
    const verbs = Object.keys(book.roles.roles[code]?.grants ?? {})
    expect(verbs.filter((verb) => /^(ticket|contact|customer)\./.test(verb))).toEqual([])
    expect(book.roles.roles[code]?.sees).toEqual([])
  }
})

test('SP-29: nobody who drafts clauses can also approve them', () => {
  const roles = Object.values(book.roles.roles)
  expect(roles.filter(({ grants }) => 'norm.draft' in grants && 'norm.approve' in grants)).toEqual([])
  expect(book.roles.separate).toContainEqual(['rulebook-editor', 'rulebook-approver'])
})

test('every verb is granted to some role', () => {
  const granted = Object.values(book.roles.roles).flatMap(({ grants }) => Object.keys(grants))
  const held = (verb: string) =>
    granted.some((pattern) => pattern === verb || (pattern.endsWith('.*') && verb.startsWith(pattern.slice(0, -1))))
  expect(Object.keys(book.roles.verbs).filter((verb) => !held(verb))).toEqual([])
})

test('IQ-11: the five classes of inquiry are the branches an inquiry can be filed under', () => {
  const classes = book.clauses.find(({ id }) => id === 'content-classes')?.parameters?.classes
  const branches = Object.keys(book.categories).filter(
    (code) => code.startsWith('inquiry.') && code.split('.').length === 2
  )
  expect(branches).toEqual(classes)
  expect(branches.every((code) => book.categories[code]?.trust === 'seed')).toBe(true)
})

test('SP-04: a fault that the table calls major starts the clock of the closed loop', () => {
  const clause = (id: string) => book.clauses.find((one) => one.id === id)
  const table = clause('major-fault-criteria')?.table
  const closedLoop = clause('major-fault-closed-loop')
  if (!table || !closedLoop) throw new Error('the clauses of SP-04 are missing')
  for (const scope of ['one', 'wide']) {
    const given = { kind: 'fault', channel: 'phone', scope }
    const major = decide(table, completeFacts(book.facts, given))[0]?.gives.major
    expect(clauseApplies(book.conditions, closedLoop, 'ticket.opened', { ...given, major })).toBe(scope === 'wide')
  }
})
