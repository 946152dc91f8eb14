/** What the schemas cannot say of rulebook/complaints: that names exist, conditions are sound, and examples fit their own patterns. */
import { conditionsOver } from '@shouwen/kernels/conditions/index'
import type { ComplaintBook } from './rulebook-complaints.ts'
import type { LoadedClause, Rulebook } from './rulebook-types.ts'

type Book = Omit<Rulebook, 'clauses'>

/** Everything wrong between the files about complaints and the rest of the rulebook, in sentences. */
export function complaintProblems(book: Book, clauses: readonly LoadedClause[]): string[] {
  const { complaints } = book
  return [...sourceProblems(book, clauses), ...leafProblems(book), ...levelProblems(book), ...focusProblems(complaints.focus)].map((problem) => `complaints: ${problem}`)
}

function sourceProblems({ complaints, facts }: Book, clauses: readonly LoadedClause[]): string[] {
  const known = new Set(clauses.map(({ id }) => id))
  const values = (name: string) => {
    const fact = facts[name]
    return fact?.type === 'text' ? (fact.values ?? {}) : {}
  }
  return Object.entries(complaints.sources.sources).flatMap(([code, { ticket, number, clauses: named, fields }]) => [
    ...named.filter((id) => !known.has(id)).map((id) => `${code}: no clause is called ${id}`),
    ...(Object.hasOwn(values('channel'), ticket.channel) ? [] : [`${code}: no channel is called ${ticket.channel}`]),
    ...(Object.hasOwn(values('source'), ticket.source) ? [] : [`${code}: no source is called ${ticket.source}`]),
    ...(number && !new RegExp(number.pattern, 'u').test(number.example) ? [`${code}: its example does not fit its own pattern`] : []),
    ...doubles(fields.map((field) => field.code)).map((field) => `${code}: ${field} is asked twice`)
  ])
}

/** A category of complaints below which there is no other. */
export function complaintLeaves(categories: Rulebook['categories']): string[] {
  const codes = Object.keys(categories)
  return codes.filter((code) => categories[code]?.kinds.includes('complaint') && !codes.some((other) => other.startsWith(`${code}.`)))
}

function leafProblems({ complaints, categories, departments }: Book): string[] {
  const { forms, evidence, playbooks, inspections, remedies, leaves } = complaints.leaves
  const wanted = complaintLeaves(categories)
  const missing = (kind: string, known: object, names: readonly string[]) => names.filter((name) => !Object.hasOwn(known, name)).map((name) => `no ${kind} is called ${name}`)
  return [
    ...wanted.filter((code) => !Object.hasOwn(leaves, code)).map((code) => `the leaf ${code} has no form, owner, evidence, playbook, limit and inspection`),
    ...Object.keys(leaves).filter((code) => !wanted.includes(code)).map((code) => `${code} is no leaf of the complaints`),
    ...Object.values(leaves).flatMap((leaf) => [
      ...missing('form', forms, [leaf.form]),
      ...missing('department', departments, [leaf.owner]),
      ...missing('evidence', evidence, leaf.evidence),
      ...missing('playbook', playbooks, [leaf.playbook]),
      ...missing('remedy', remedies, leaf.remedies),
      ...missing('inspection', inspections, [leaf.inspection])
    ]),
    ...Object.entries(forms).flatMap(([form, fields]) => doubles(fields.map(({ code }) => code)).map((code) => `the form ${form} asks for ${code} twice`))
  ]
}

function levelProblems({ complaints: { focus, levels, sources }, roles }: Book): string[] {
  const all = Object.entries(levels.levels)
  const roleNames = [...all.flatMap(([, { takes, tells }]) => [...takes, ...tells]), ...levels.submission.takes, ...focus.tells]
  const from = all.flatMap(([, level]) => level.sources ?? [])
  return [
    ...[...new Set(roleNames)].filter((role) => !Object.hasOwn(roles.roles, role)).map((role) => `no role is called ${role}`),
    ...from.filter((code) => !Object.hasOwn(sources.sources, code)).map((code) => `no source is called ${code}`),
    ...doubles(from).map((code) => `${code} stands on two levels`),
    ...all.filter(([code, { side }]) => (side === 'internal') !== code.startsWith('I')).map(([code]) => `${code} is on the wrong side`)
  ]
}

function focusProblems({ facts, rules, risks, words }: ComplaintBook['focus']): string[] {
  const conditions = conditionsOver(facts)
  return [
    ...[...rules, ...risks].flatMap(({ id, when }) => conditions.problemsOf(when).map((problem) => `${id}: ${problem}`)),
    ...doubles(rules.map(({ id }) => id)).map((id) => `the rule ${id} appears twice`),
    ...doubles(risks.map(({ id }) => id)).map((id) => `the risk ${id} appears twice`),
    ...Object.keys(words).filter((name) => facts[`words.${name}`]?.type !== 'yes-no').map((name) => `no fact is called words.${name}`)
  ]
}

const doubles = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at)
