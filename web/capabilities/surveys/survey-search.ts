export const channels = ['phone', 'chat', 'email', 'hall', 'portal', 'letter', 'social', 'regulator', 'api'] as const
export const kinds = ['inquiry', 'request', 'complaint', 'fault'] as const
export const groupings = ['unit', 'staff', 'channel', 'kind', 'day', 'month'] as const

/** What the address of the surveys holds; `from` and `to` are local days, `YYYY-MM-DD`. */
export type SurveySearch = {
  tab?: 'list' | undefined
  by?: (typeof groupings)[number] | undefined
  unit?: string | undefined
  staff?: string | undefined
  channel?: (typeof channels)[number] | undefined
  kind?: (typeof kinds)[number] | undefined
  from?: string | undefined
  to?: string | undefined
  /** How satisfied: only low, only satisfied, or not answered. */
  show?: 'low' | 'satisfied' | 'open' | undefined
  open?: string | undefined
}

const oneOf = <T extends string>(value: unknown, words: readonly T[]) => words.find((word) => word === value)
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)

export function surveySearch(given: Record<string, unknown>): SurveySearch {
  return {
    tab: oneOf(given['tab'], ['list']),
    by: oneOf(given['by'], groupings),
    unit: text(given['unit']),
    staff: text(given['staff']),
    channel: oneOf(given['channel'], channels),
    kind: oneOf(given['kind'], kinds),
    from: day(given['from']),
    to: day(given['to']),
    show: oneOf(given['show'], ['low', 'satisfied', 'open']),
    open: text(given['open'])
  }
}
