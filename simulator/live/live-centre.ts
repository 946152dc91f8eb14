import { createRandom } from '@shouwen/kernels/random/index'
import { dayShape } from '../hotline-day.ts'
import { nextArrival } from '../random-times.ts'
import type { Happening } from '../scenario.ts'
import { type Desk, goHome, workAtSeat } from './agent.ts'
import { type Visit, visitByChat } from './chat-customer.ts'
import { newCount, noteTrouble } from './count.ts'
import { openDoor, Refused } from './door.ts'
import { matters } from './matters.ts'
import type { LiveOptions } from './options.ts'
import { type Pace, pick, usualPace } from './pace.ts'
import { pause } from './pause.ts'
import { visitByPhone } from './phone-customer.ts'
import type { Ground } from './sign-in.ts'

const LEAVING_MS = 10_000

/**
 * People and customers who live beside a running product and know nothing of it but its public API. `run` ends when the signal comes or the time is
 * over: customers leave, agents sign out.
 */
export function createLiveCentre(url: string, ground: Ground, options: LiveOptions) {
  const count = newCount()
  const pace = usualPace(options.patienceSeconds, options.handleSeconds)
  const began = Date.now()
  const visits = new Set<Promise<void>>()
  let numbered = 0

  async function run(signal: AbortSignal): Promise<void> {
    const over = options.seconds > 0 ? AbortSignal.any([signal, AbortSignal.timeout(options.seconds * 1000)]) : signal
    const desks = ground.colleagues.map((one, n): Desk => ({ ...one, chats: options.chats, breakShare: options.breaks, pace, random: createRandom(options.seed + n), count }))
    const seats = desks.map((desk, n) => sit(desk, n / desks.length, over))
    await comeAndGo(over)
    await Promise.race([Promise.all(visits), pause(LEAVING_MS)])
    await Promise.all(seats)
    for (const desk of desks) await goHome(desk).catch((error: unknown) => noteTrouble(count, 'sign out', error))
  }

  /** At the seat, except while an outage takes the browser. @param rank 0..1, who is hit first */
  async function sit(desk: Desk, rank: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const at = (Date.now() - began) / 1000
      const hit = options.outages.filter((one) => rank < one.factor && one.toSeconds > at).sort((a, b) => a.fromSeconds - b.fromSeconds)[0]
      const broken = new AbortController()
      const timer = hit && setTimeout(() => broken.abort(), Math.max(0, hit.fromSeconds - at) * 1000)
      await workAtSeat(desk, AbortSignal.any([signal, broken.signal])).catch((error: unknown) => noteTrouble(count, 'seat', error))
      clearTimeout(timer)
      if (signal.aborted) return
      await pause(hit && broken.signal.aborted ? (hit.toSeconds * 1000 - (Date.now() - began)) : 2000, signal)
    }
  }

  async function comeAndGo(signal: AbortSignal): Promise<void> {
    const random = createRandom(options.seed + 104_729)
    const happenings = options.surges.map((one): Happening => ({ kind: 'surge', queue: 'all', ...one }))
    const arrivals = { queue: 'all', arrivals: { everySeconds: 3600, perHour: perHour() } }
    let at = 0
    while (!signal.aborted) {
      at = nextArrival(arrivals, happenings, at, random)
      // Timers are short-lived things: a wait of days is made of hours.
      while (!signal.aborted && began + at * 1000 > Date.now()) await pause(Math.min(3_600_000, began + at * 1000 - Date.now()), signal)
      if (signal.aborted) return
      if (visits.size >= options.mostInside) {
        count.keptOutside += 1
        continue
      }
      const visit = come(random() < options.calls ? visitByPhone : visitByChat, signal).finally(() => visits.delete(visit))
      visits.add(visit)
    }
  }

  /** Customers an hour for a week of hours from now. */
  function perHour(): number[] {
    const mean = options.perMinute * 60
    if (!options.byHour) return [mean]
    const whole = dayShape.reduce((sum, one) => sum + one, 0) / 24
    const hour = new Date(began).getHours()
    return Array.from({ length: 168 }, (_, n) => (mean * (dayShape[(hour + n) % 24] as number)) / whole)
  }

  async function come(visitBy: (visit: Visit) => Promise<void>, signal: AbortSignal): Promise<void> {
    const number = numbered++
    const random = createRandom(options.seed + 15_485_863 + number)
    const headers: Record<string, string> = options.ownAddresses ? { 'x-forwarded-for': `198.18.${(number >> 8) & 255}.${number & 255}` } : {}
    const visit: Visit = { door: openDoor(url, headers), regionId: ground.regionId, consentVersion: ground.consentVersion, matter: pick(matters, random), pace: pace as Pace, inTimeSeconds: options.inTimeSeconds, random, count, signal }
    try {
      await visitBy(visit)
    } catch (error) {
      if (error instanceof Refused && TURNED_AWAY.has(error.code)) count.turnedAway += 1
      else if (!signal.aborted) noteTrouble(count, visitBy === visitByPhone ? 'caller' : 'customer', error)
    }
  }

  return { run, count, inside: () => visits.size, seconds: () => (Date.now() - began) / 1000 }
}

const TURNED_AWAY = new Set(['too-many-requests', 'queue-closed'])
export type LiveCentre = ReturnType<typeof createLiveCentre>
