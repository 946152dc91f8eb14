import { Temporal } from 'temporal-polyfill'
import type { Call } from '#platform/action'
import { parametersOf } from '#capabilities/norms'

const CHINA = 'Asia/Shanghai'

export type Window = { months: number; until: string; over: boolean }

/**
 * Until when matters may be appealed at all: so many months after the day of what is disputed (Order 35, art. 11), by the clause in force.
 * It is information for people; the appeal office decides. `receivedAt`: when it had the material. @norm TK-41
 */
export async function appealWindows(call: Call): Promise<(dispute: 'charge' | 'other', happenedOn: string, receivedAt: Date) => Window | null> {
  const { charge_months, other_years } = await parametersOf(call, 'appeal-not-accepted')
  return (dispute, happenedOn, receivedAt) => {
    const months = dispute === 'charge' ? Number(charge_months) : Number(other_years) * 12
    if (!Number.isInteger(months)) return null
    const until = Temporal.PlainDate.from(happenedOn).add({ months })
    const received = Temporal.Instant.fromEpochMilliseconds(receivedAt.getTime()).toZonedDateTimeISO(CHINA).toPlainDate()
    return { months, until: until.toString(), over: Temporal.PlainDate.compare(received, until) > 0 }
  }
}
