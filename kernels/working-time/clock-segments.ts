import type { Words } from './calendar-data.ts'
import type { Calendar } from './compile-calendar.ts'
import type { Stretch } from './pauses.ts'
import { openIntervals } from './working-time.ts'

/** A stretch of a clock's life in which one thing holds. Instants in epoch milliseconds. */
export type Segment = {
  from: number
  /** null while a pause has not ended. */
  to: number | null
  /** `start-day`: the day of the start, which a limit counted from the next day leaves out. */
  reason: 'running' | 'closed' | 'holiday' | 'paused' | 'start-day'
  counts: boolean
  /** Length of the stretch; null while it has not ended. */
  ms: number | null
  /** Time counted from the start of the clock to the end of this stretch. */
  cumulativeMs: number
  /** Name of the holiday. */
  name?: Words
  /** Why the clock was paused, as stated. */
  pauseReason?: string
  /** Counting time this pause kept from the clock, by which it moved the deadline; null while it has not ended. */
  withheldMs?: number | null
}

/** Every stretch from `start` to `end` without gap or overlap; two neighbours always differ in something. */
export function segmentsOf(
  start: number,
  countsFrom: number,
  end: number,
  timeline: Calendar,
  stretches: readonly Stretch[]
): Segment[] {
  const segments: Segment[] = []
  const startDayEnd = Math.min(countsFrom, end)
  if (startDayEnd > start) segments.push(still(start, startDayEnd, 'start-day', 0))
  let cursor = startDayEnd
  let counted = 0
  for (const pause of stretches) {
    const from = Math.max(pause.from, cursor)
    if (pause.to <= from) continue
    if (from > end || (from === end && pause.to !== Infinity)) break
    counted = pushCalendar(segments, cursor, from, timeline, counted)
    segments.push(pausedSegment({ ...pause, from }, end, timeline, counted))
    cursor = pause.to
  }
  pushCalendar(segments, cursor, end, timeline, counted)
  return segments
}

function pausedSegment(pause: Stretch, end: number, timeline: Calendar, counted: number): Segment {
  const { from, reason: pauseReason } = pause
  const shared = { from, reason: 'paused', counts: false, cumulativeMs: counted, pauseReason } as const
  if (pause.to === Infinity) return { ...shared, to: null, ms: null, withheldMs: null }
  const to = Math.min(pause.to, end)
  const withheldMs = openIntervals(from, to, timeline).reduce((sum, open) => sum + open.to - open.from, 0)
  return { ...shared, to, ms: to - from, withheldMs }
}

/** Adds the running, closed and holiday stretches of `[from, to)`; returns what has been counted by then. */
function pushCalendar(segments: Segment[], from: number, to: number, timeline: Calendar, counted: number): number {
  let cursor = from
  let cumulativeMs = counted
  for (const open of openIntervals(from, to, timeline)) {
    pushClosed(segments, cursor, open.from, timeline, cumulativeMs)
    cumulativeMs += open.to - open.from
    segments.push({ ...open, reason: 'running', counts: true, ms: open.to - open.from, cumulativeMs })
    cursor = open.to
  }
  pushClosed(segments, cursor, to, timeline, cumulativeMs)
  return cumulativeMs
}

/** Adds a closed stretch, cut where a holiday begins or ends. */
function pushClosed(segments: Segment[], from: number, to: number, timeline: Calendar, counted: number): void {
  const { zone } = timeline
  let last: Segment | undefined
  for (let cursor = from; cursor < to; ) {
    const day = zone.dayOf(cursor)
    const until = Math.min(to, zone.startOf(day + 1))
    const { kind, name } = timeline.planOf(day)
    const segment = still(cursor, until, kind === 'holiday' ? 'holiday' : 'closed', counted)
    if (kind === 'holiday') segment.name = name
    if (last && last.reason === segment.reason && last.name?.zh === segment.name?.zh) {
      last.to = until
      last.ms = until - last.from
    } else segments.push((last = segment))
    cursor = until
  }
}

function still(from: number, to: number, reason: 'start-day' | 'closed' | 'holiday', counted: number): Segment {
  return { from, to, reason, counts: false, ms: to - from, cumulativeMs: counted }
}
