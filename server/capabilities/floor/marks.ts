import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import type { FloorContactRow } from './contact.ts'
import { secondsBetween } from './floor-rules.ts'

export type Figure = 'offered' | 'answered' | 'abandoned' | 'withdrawn' | 'overflowed-out' | 'overflowed-in' | 'transferred-out' | 'transferred-in' | 'resumed' | 'callback' | 'refused' | 'unanswered' | 'handle-seconds' | 'wrap-up-seconds'

const slotMs = () => rulebook().channels.counts.slot_minutes * 60_000

/** The beginning of the quarter of an hour an instant lies in. */
export const slotOf = (at: Date): Date => new Date(Math.floor(at.getTime() / slotMs()) * slotMs())

/** Seconds of a span in each quarter it touches. */
export function secondsBySlot(from: Date, until: Date): { slot: Date; seconds: number }[] {
  const parts: { slot: Date; seconds: number }[] = []
  for (let at = slotOf(from).getTime(); at < until.getTime(); at += slotMs()) {
    const ms = Math.min(at + slotMs(), until.getTime()) - Math.max(at, from.getTime())
    parts.push({ slot: new Date(at), seconds: Math.round(ms / 1000) })
  }
  return parts
}

/**
 * Leaves a mark to be counted: no counter row is touched here, because everybody would wait for it. A contact counts in the quarter in which
 * it entered the queue, so that of those who came in a quarter one can say what became of them.
 */
export async function mark(call: Call, figures: Marked[]): Promise<void> {
  if (figures.length > 0) await marking(call, figures).execute()
}

export type Marked = { contact: Pick<FloorContactRow, 'region_id' | 'queue_code' | 'channel' | 'entered_at'>; figure: Figure; seconds?: number; n?: number }

/** The same as a query, to be written along with another. */
export const marking = (call: Call, figures: Marked[]) =>
  call.tx.insertInto('floor.mark').values(
    figures.map(({ contact, figure, seconds = 0, n = 1 }) => ({
      region_id: contact.region_id,
      id: call.app.newId(),
      slot: slotOf(contact.entered_at),
      queue_code: contact.queue_code,
      channel: contact.channel,
      figure,
      seconds,
      n
    }))
  )

/** How long the contact had waited in this queue. */
export const waitedSeconds = (contact: Pick<FloorContactRow, 'entered_at'>, until: Date): number => secondsBetween(contact.entered_at, until)

/** Marks seconds of people's time in the quarters they were spent in, under their unit. A span of days is cut off: nobody sits there so long. */
export async function markSeconds(call: Call, { regionId, unitId }: { regionId: number; unitId: string | null }, figure: string, from: Date, until: Date): Promise<void> {
  const parts = secondsBySlot(from, until).slice(0, MOST_SLOTS)
  if (parts.length === 0) return
  await call.tx
    .insertInto('floor.mark')
    .values(parts.map(({ slot, seconds }) => ({ region_id: regionId, id: call.app.newId(), slot, queue_code: unitId ?? '', channel: '', figure, seconds: 0, n: seconds })))
    .execute()
}

const MOST_SLOTS = 500
