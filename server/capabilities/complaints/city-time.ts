import type { ComplaintLevels } from '#server/rulebook-complaints'

const MINUTE = 60_000

/**
 * How many whole minutes the city gets of what is left of the province's earliest deadline: its share, and never so much that less than the
 * reserve is left for the province; null when that is less than a city needs. Pure. @norm TK-06
 */
export function cityMinutes(city: ComplaintLevels['city'], now: Date, provinceDueAt: Date | null): number | null {
  if (!provinceDueAt) return null
  const left = Math.floor((provinceDueAt.getTime() - now.getTime()) / MINUTE)
  const minutes = Math.floor(Math.min(left * city.share, left - city.reserve_minutes))
  return minutes >= city.least_minutes ? minutes : null
}
