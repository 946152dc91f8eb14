/** What the address of the list holds. Names and numbers people search for never stand in an address. */
export type CustomerListSearch = {
  kind?: 'person' | 'organisation' | undefined
  grade?: 'AAA' | 'AA' | 'A' | 'ordinary' | undefined
  vip?: boolean | undefined
  unit?: string | undefined
  panel?: 'new' | undefined
}
export const customerPanels = ['edit', 'grade', 'line', 'means', 'consent', 'password', 'audit'] as const
export type CustomerPanel = (typeof customerPanels)[number]
export type CustomerSearch = { panel?: CustomerPanel | undefined; part?: 'known' | undefined }

export const customerKinds = ['person', 'organisation'] as const
export const grades = ['AAA', 'AA', 'A', 'ordinary'] as const

const oneOf = <T extends string>(value: unknown, words: readonly T[]) => words.find((word) => word === value)

export function customerListSearch(given: Record<string, unknown>): CustomerListSearch {
  return {
    kind: oneOf(given['kind'], customerKinds),
    grade: oneOf(given['grade'], grades),
    vip: given['vip'] === true ? true : undefined,
    unit: typeof given['unit'] === 'string' && given['unit'] !== '' ? given['unit'] : undefined,
    panel: oneOf(given['panel'], ['new'])
  }
}

export const customerSearch = (given: Record<string, unknown>): CustomerSearch => ({
  panel: oneOf(given['panel'], customerPanels),
  part: oneOf(given['part'], ['known'])
})
