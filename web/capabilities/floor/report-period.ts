const DAY_MS = 86_400_000

/** Days at once: quarters and hours of a week, days of five weeks; people over a week. */
export const mostDays = (kind: 'queues' | 'agents', by: 'slot' | 'hour' | 'day'): number => (kind === 'queues' && by === 'day' ? 35 : 8)

/** Instants of whole local days from `from` to `to` (`YYYY-MM-DD`, both included) as this computer counts days, never more than `most`. */
export function periodOf(from: string, to: string, most: number): { from: string; until: string } {
  const begins = midnight(from < to ? from : to)
  const ends = midnight(from < to ? to : from)
  const until = new Date(ends.getFullYear(), ends.getMonth(), ends.getDate() + 1)
  const earliest = new Date(until.getTime() - most * DAY_MS)
  return { from: (begins < earliest ? earliest : begins).toISOString(), until: until.toISOString() }
}

function midnight(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}
