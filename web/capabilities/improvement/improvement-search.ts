export const shows = ['open', 'overdue', 'mine', 'verify', 'all'] as const
export type RegisterSearch = { show?: (typeof shows)[number] | undefined; origin?: string | undefined; unit?: string | undefined; open?: string | undefined }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function registerSearch({ show, origin, unit, open }: Record<string, unknown>): RegisterSearch {
  return {
    ...(shows.includes(show as 'all') ? { show: show as 'all' } : {}),
    ...(text(origin) ? { origin: text(origin) } : {}),
    ...(text(unit) ? { unit: text(unit) } : {}),
    ...(text(open) ? { open: text(open) } : {})
  }
}

export const patternShows = ['mass', 'repeat', 'duplicate', 'signal'] as const
export type PatternSearch = { show?: (typeof patternShows)[number] | undefined; open?: string | undefined }

export function patternSearch({ show, open }: Record<string, unknown>): PatternSearch {
  return { ...(patternShows.includes(show as 'mass') ? { show: show as 'mass' } : {}), ...(text(open) ? { open: text(open) } : {}) }
}

export const reportGroups = ['branch', 'category', 'unit', 'place', 'product'] as const
export type ReportSearch = { from?: string | undefined; until?: string | undefined; group?: (typeof reportGroups)[number] | undefined; key?: string | undefined }

const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined)

export function reportSearch({ from, until, group, key }: Record<string, unknown>): ReportSearch {
  return {
    ...(day(from) ? { from: day(from) } : {}),
    ...(day(until) ? { until: day(until) } : {}),
    ...(reportGroups.includes(group as 'branch') ? { group: group as 'branch' } : {}),
    ...(typeof key === 'string' ? { key } : {})
  }
}
