/**
 * Local clocks. One rule covers gaps and repeated hours: **a wall time means the first instant at which the local clock
 * has reached it**. A time skipped in spring is the moment of the jump; a time shown twice in autumn is its first showing.
 * So wall times keep their order as instants, neighbouring shifts neither overlap nor part, and a day skipped whole is empty.
 */
export type Zone = {
  id: string
  /** Milliseconds the local clock is ahead of UTC at this instant. */
  offsetAt(at: number): number
  /** The first instant at which the local clock reaches `wall` (milliseconds of the local clock read as if it were UTC). */
  instantOf(wall: number): number
  /** Number of the local date at this instant, counted from 1970-01-01. */
  dayOf(at: number): number
  /** The first instant of a local date. */
  startOf(day: number): number
}

type Span = { from: number; until: number; offset: number }

export const DAY = 86_400_000
export const MINUTE = 60_000
/** No zone is further from UTC than fifteen hours; a day and two hours is a safe distance to start looking from. */
const REACH = 26 * 60 * MINUTE
const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(2300, 0, 1)

const zones = new Map<string, Zone>()

/** The local clock of an IANA zone; throws RangeError when it does not exist. Zones and their offsets are kept once computed. */
export function zoneOf(id: string): Zone {
  const known = zones.get(id)
  if (known) return known
  const zone = makeZone(id)
  zones.set(id, zone)
  return zone
}

function makeZone(id: string): Zone {
  const readOffset = offsetReader(id)
  const years = new Map<number, Span[]>()

  function spanAt(at: number): Span {
    const year = new Date(at).getUTCFullYear()
    let spans = years.get(year)
    if (!spans) years.set(year, (spans = spansOf(year, readOffset)))
    for (const span of spans) if (at < span.until) return span
    throw new RangeError(`no offset of ${id} is known at ${at}`)
  }
  function instantOf(wall: number): number {
    let span = spanAt(assertInstant(wall - REACH))
    for (;;) {
      const reached = Math.max(span.from, wall - span.offset)
      if (reached < span.until) return reached
      span = spanAt(span.until)
    }
  }
  const startOf = (day: number) => instantOf(day * DAY)
  return {
    id,
    offsetAt: (at) => spanAt(assertInstant(at)).offset,
    instantOf,
    startOf,
    dayOf(at) {
      let day = Math.floor((at + spanAt(assertInstant(at)).offset) / DAY)
      // A clock set back over midnight shows the old date again; the new date has begun nevertheless.
      while (startOf(day + 1) <= at) day++
      return day
    }
  }
}

/** Spans of one offset inside one UTC year. Looking at every day finds changes only a month apart (Ramadan time in Morocco). */
function spansOf(year: number, readOffset: (at: number) => number): Span[] {
  const end = Date.UTC(year + 1, 0, 1)
  const spans: Span[] = []
  let from = Date.UTC(year, 0, 1)
  let offset = readOffset(from)
  for (let at = from; at < end; at += DAY) {
    const next = Math.min(at + DAY, end - 1000)
    const nextOffset = readOffset(next)
    if (nextOffset === offset) continue
    let same = at
    let changed = next
    while (changed - same > 1000) {
      const middle = same + Math.floor((changed - same) / 2000) * 1000
      if (readOffset(middle) === offset) same = middle
      else changed = middle
    }
    spans.push({ from, until: changed, offset })
    from = changed
    offset = nextOffset
  }
  spans.push({ from, until: end, offset })
  return spans
}

function offsetReader(id: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: id,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit'
  })
  return (at) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(at).match(/\d+/g) ?? []
    ).map(Number)
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
  }
}

/** Returns the instant when it is a number of milliseconds between the years 1900 and 2300, else throws RangeError. */
export function assertInstant(at: number): number {
  if (!(at >= EARLIEST && at < LATEST)) throw new RangeError(`not an instant between 1900 and 2300: ${at}`)
  return at
}

/** Number of a date `YYYY-MM-DD` counted from 1970-01-01; NaN when there is no such date. */
export function dayNumber(date: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN
  return Number.isNaN(at) || dateOf(at / DAY) !== date ? NaN : at / DAY
}

export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
