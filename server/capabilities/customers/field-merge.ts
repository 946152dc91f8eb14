import { canonical } from '#platform/canonical'

export type Merge = { accepted: Record<string, unknown>; conflicts: string[] }

/**
 * Merges what a person wants with what others changed since that person read the record as version `base`. Different fields both win;
 * the same field changed to the same value is no quarrel; to another value is a conflict. `versions` holds, per field, the version at
 * which it last changed.
 */
export function mergeFields(
  base: number,
  current: Readonly<Record<string, unknown>>,
  versions: Readonly<Record<string, number>>,
  wanted: Readonly<Record<string, unknown>>
): Merge {
  const given = Object.entries(wanted).filter(([field, value]) => value !== undefined && canonical(value) !== canonical(current[field] ?? null))
  const conflicts = given.map(([field]) => field).filter((field) => (versions[field] ?? 1) > base)
  return { accepted: Object.fromEntries(given), conflicts }
}
