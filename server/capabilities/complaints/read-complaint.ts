import type { readComplaint as contract, readComplaintChoices as choices } from '@shouwen/contract/complaint-classes'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { ticketToRead } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { getComplaint } from './complaint-row.ts'
import { complaintView, levelView } from './complaint-view.ts'

/** What a complaint has beside its ticket, for whoever may read the ticket. @norm TK-01 TK-02 */
export async function readComplaint(call: Call, { ticketId }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketToRead(call, ticketId)
  return complaintView(call, ticket, await getComplaint(call, ticket))
}

/** The words of the rulebook complaints are described with. @norm TK-07 TK-56 TK-57 */
export async function readComplaintChoices(): Promise<OutputOf<typeof choices>> {
  const { axes, levels } = rulebook().complaints
  const coded = (words: Readonly<Record<string, { zh: string; en: string }>>) => Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }))
  const of = (side: string) => Object.entries(levels.levels).flatMap(([code, level]) => (level.side === side ? (levelView(code) ?? []) : []))
  const { least_minutes, most_minutes } = levels.submission.next_contact
  return {
    causes: coded(axes.causes),
    channelLevels: coded(axes.channel_levels),
    triggers: coded(levels.triggers),
    levels: { internal: of('internal'), external: of('external') },
    nextContact: { leastMinutes: least_minutes, mostMinutes: most_minutes }
  }
}
