/** A share in percent; a dash when there is none. */
export const perCent = (share: number | null, digits = 1): string => (share === null ? '—' : `${(share * 100).toFixed(digits)}%`)

/** Cases per so many users. */
export const perThousand = (count: number, users: number, per: number): string => ((count / users) * per).toFixed(2)

/** How many times as much, short. */
export const times = (ratio: number): string => (ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2))

/** The day so many days before. */
export function daysBefore(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}
