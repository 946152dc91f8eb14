/** Whose change of a field came meanwhile and differs from ours. */
export type FieldConflict = { field: string; yours: unknown; theirs: unknown }

export type Merge = {
  /** Fields to write, with the value wanted. */
  accepted: Record<string, unknown>
  conflicts: FieldConflict[]
}

/**
 * Merges what one person wants with what others changed since that person read the record (`base`). Two people who change different
 * fields both win; the same field changed to the same value is no quarrel; to another value is a conflict and nothing is written.
 * `versions` holds, per field, the version of the record at which it last changed.
 */
export function mergeFields(
  base: number,
  current: Readonly<Record<string, unknown>>,
  versions: Readonly<Record<string, number>>,
  wanted: Readonly<Record<string, unknown>>
): Merge {
  const accepted: Record<string, unknown> = {}
  const conflicts: FieldConflict[] = []
  for (const [field, yours] of Object.entries(wanted)) {
    if (yours === undefined) continue
    const theirs = current[field] ?? null
    if (same(theirs, yours)) continue
    if ((versions[field] ?? 1) > base) conflicts.push({ field, yours, theirs })
    else accepted[field] = yours
  }
  return { accepted, conflicts }
}

/** The versions after the accepted fields were written as version `next`. */
export function versionsAfter(
  versions: Readonly<Record<string, number>>,
  fields: Iterable<string>,
  next: number
): Record<string, number> {
  const after = { ...versions }
  for (const field of fields) after[field] = next
  return after
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  return JSON.stringify(a) === JSON.stringify(b)
}
