import type { getClause } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { conditionWords } from '@shouwen/kernels/conditions/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import { clauseText } from './clause-text.ts'
import { type StoredVersion, versionsOf } from './clause-versions.ts'
import { type Rules, rulesInForce, versionAt } from './rules-in-force.ts'
import { runExamples } from './run-examples.ts'
import { peopleNamed, submissions, submissionView } from './submissions.ts'
import { vocabularyOf } from './vocabulary-of.ts'

/** A clause with everything its page shows but the figures. */
export async function getClauseAction(call: Call, { clauseId, version }: InputOf<typeof getClause>): Promise<OutputOf<typeof getClause>> {
  const rules = await rulesInForce(call)
  const versions = await versionsOf(call.tx, clauseId)
  const inForce = versionAt(rules, clauseId, call.now.getTime())
  const shown = version === undefined ? (versions.find(({ id }) => id === inForce?.id) ?? versions[0]) : versions.find((one) => one.version === version)
  if (!shown) throw refuse('not-found')
  return {
    id: clauseId,
    version: shown.version,
    versionInForce: inForce?.version ?? null,
    content: shown.clause as unknown as Record<string, unknown>,
    text: clauseText(shown.clause),
    ...readable(rules, shown),
    vocabulary: vocabularyOf(shown.clause),
    ...(await versionLines(call, versions))
  }
}

/** What a clause means; a version written for other facts than today's has no words and no examples any more. */
function readable(rules: Rules, { clause }: StoredVersion) {
  const { conditions } = rulebook()
  const when = clause.applies?.when
  const fits = when === undefined || conditions.problemsOf(when).length === 0
  const calendar = rules.calendars.get(clause.clock?.calendar ?? '')?.calendar
  const calendars = new Map([...rules.calendars].map(([id, version]) => [id, version.calendar]))
  return {
    condition: when !== undefined && fits ? conditionWords(conditions, when) : null,
    calendar: calendar ? { id: calendar.id, name: { ...calendar.name } } : null,
    examples: runExamples(conditions, calendars, clause)
  }
}

async function versionLines(call: Call, versions: StoredVersion[]): Promise<Pick<OutputOf<typeof getClause>, 'versions' | 'people'>> {
  const ids = versions.map(({ id }) => id)
  const rows = await submissions(call.tx).where('s.clause_version_id', 'in', ids).orderBy('s.submitted_at', 'desc').execute()
  const lines = versions.map(({ id, version, hash, origin, createdAt, createdBy, note }) => ({
    id,
    version,
    hash,
    origin,
    createdAt: createdAt.toISOString(),
    createdBy,
    note,
    submissions: rows.filter((row) => row.clause_version_id === id).map(submissionView)
  }))
  return { versions: lines, people: await peopleNamed(call.tx, rows, versions.map(({ createdBy }) => createdBy)) }
}
