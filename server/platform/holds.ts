import type { Call } from './action.ts'

/** Something that may be under a hold, or belongs to something that is: `{ kind: 'ticket', id }`. */
export type Holdable = { kind: string; id: string }

/** Says whether any of the subjects may not be deleted now. */
export type HoldCheck = (tx: Call['tx'], regionId: number, subjects: readonly Holdable[]) => Promise<boolean>

let checks: HoldCheck[] = []

/** Lets a capability (legal) keep things from being deleted. */
export function holdBy(check: HoldCheck): void {
  checks = [...checks.filter((known) => known !== check), check]
}

/**
 * Must be asked before anything of a case is deleted or let expire: the thing itself and everything it belongs to (a recording with its
 * call, conversation, ticket and customer). Absent ids are left out. @norm TK-60
 */
export async function isHeld(
  tx: Call['tx'],
  regionId: number,
  subjects: readonly { kind: string; id: string | null | undefined }[]
): Promise<boolean> {
  const known = subjects.flatMap(({ kind, id }) => (id ? [{ kind, id }] : []))
  if (known.length === 0) return false
  for (const check of checks) if (await check(tx, regionId, known)) return true
  return false
}
