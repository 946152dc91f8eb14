/** What the address of the people page holds: ids and codes only, for a name that is searched does not belong in an address. */
export type PeopleSearch = {
  unit?: string | undefined
  staff?: string | undefined
  panel?: 'unit' | 'new-unit' | 'new-person' | undefined
  role?: string | undefined
  skill?: string | undefined
  status?: 'active' | 'deactivated' | 'all' | undefined
  tab?: 'units' | undefined
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const oneOf = <T extends string>(value: unknown, words: readonly T[]) => words.find((word) => word === value)

export function peopleSearch(search: Record<string, unknown>): PeopleSearch {
  return {
    unit: text(search['unit']),
    staff: text(search['staff']),
    panel: oneOf(search['panel'], ['unit', 'new-unit', 'new-person']),
    role: text(search['role']),
    skill: text(search['skill']),
    status: oneOf(search['status'], ['active', 'deactivated', 'all']),
    tab: oneOf(search['tab'], ['units'])
  }
}
