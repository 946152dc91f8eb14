import type { getClauseUsage } from '@shouwen/contract/norms'
import type { OutputOf } from '@shouwen/contract/operation'

type Usage = OutputOf<typeof getClauseUsage>['items'][number]
export type Month = {
  month: string
  kept: number
  broken: number
  open: number
  cancelled: number
  share: number | null
}

/** The figures of all regions (or one) month by month, without gaps up to the month of `nowMs`; share = kept ÷ (kept + broken). */
export function monthsKept(items: readonly Usage[], from: string, nowMs: number, regionId?: number): Month[] {
  const months = monthsBetween(from, nowMs)
  return months.map((month) => {
    const sum = { kept: 0, broken: 0, open: 0, cancelled: 0 }
    for (const item of items) {
      if (item.month !== month || (regionId !== undefined && item.regionId !== regionId)) continue
      sum.kept += item.kept
      sum.broken += item.broken
      sum.open += item.open
      sum.cancelled += item.cancelled
    }
    return { month, ...sum, share: shareOf(sum) }
  })
}

/** Everything added up. */
export function totalOf(months: readonly Month[]): Omit<Month, 'month'> {
  const add = (name: 'kept' | 'broken' | 'open' | 'cancelled') => months.reduce((sum, each) => sum + each[name], 0)
  const sum = { kept: add('kept'), broken: add('broken'), open: add('open'), cancelled: add('cancelled') }
  return { ...sum, share: shareOf(sum) }
}

function shareOf({ kept, broken }: { kept: number; broken: number }): number | null {
  return kept + broken === 0 ? null : kept / (kept + broken)
}

function monthsBetween(from: string, nowMs: number): string[] {
  const months: string[] = []
  const end = new Date(nowMs).toISOString().slice(0, 7)
  const at = new Date(from)
  for (let month = from.slice(0, 7); month <= end && months.length < 24; month = at.toISOString().slice(0, 7)) {
    months.push(month)
    at.setUTCMonth(at.getUTCMonth() + 1, 1)
  }
  return months
}

/** `97.5%`; never rounds a broken promise away: 99.96 % is 99.9%. */
export function percent(share: number | null): string {
  if (share === null) return '—'
  return `${Math.floor(share * 1_000 + 1e-9) / 10}%`
}
