import type { diffClauseVersions } from '@shouwen/contract/norms'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { canonical } from '#platform/canonical'
import { getVersion } from './clause-versions.ts'

type Change = OutputOf<typeof diffClauseVersions>['changes'][number]

/** Which members of a clause two versions say differently. */
export async function diffClauseVersionsAction(call: Call, { clauseId, from, to }: InputOf<typeof diffClauseVersions>): Promise<OutputOf<typeof diffClauseVersions>> {
  const before = await getVersion(call.tx, clauseId, from)
  const after = await getVersion(call.tx, clauseId, to)
  return { changes: changesBetween(before.clause, after.clause) }
}

/** The smallest members that differ, by path: `/limit/minutes`, `/limit/table/rows/P1` (rows and examples by their own names). */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (canonical(before) === canonical(after)) return []
  const [left, right] = [membersOf(before), membersOf(after)]
  if (!left || !right) return [{ path: path || '/', before: before ?? null, after: after ?? null, change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed' }]
  const names = new Set([...left.keys(), ...right.keys()])
  return [...names].flatMap((name) => changesBetween(left.get(name), right.get(name), `${path}/${name}`))
}

function membersOf(value: unknown): Map<string, unknown> | null {
  if (value === null || typeof value !== 'object') return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const names = value.map((item: unknown) => (item as { id?: unknown; name?: unknown } | null)?.id ?? (item as { name?: unknown } | null)?.name)
  return names.every((name) => typeof name === 'string') ? new Map(value.map((item, index) => [names[index] as string, item])) : null
}
