import type { Dice } from '../seed/dice.ts'
import type { Prototype } from './ticket-prototypes.ts'
import type { PersonText, TicketText } from './ticket-texts.ts'

export const DAY = 86_400_000

export type Places = { regionCode: string; queues: { code: string; unitId: string; staff: string[] }[] }

export type Writing = {
  seed: number
  dice: Dice
  regionId: number
  regionCode: string
  count: number
  days: number
  openShare: number
  now: Date
  prototypes: Prototype[]
  places: Places
  texts: TicketText[]
  names: PersonText[]
  customerIds: string[]
}

const tagSets = ['{}', '{}', '{}', '{VIP}', '{夜间}', '{重复来电}', '{VIP,夜间}']

export type Thrown = {
  id: string
  number: string
  text: TicketText
  prototype: Prototype
  name: PersonText
  phone: string
  customerId: string | null
  openedAt: Date
  closedAt: Date | null
  answeredAt: Date | null
  status: string
  priority: string
  queue: Places['queues'][number]
  ownerId: string | null
  assigneeId: string | null
  tags: string
}

/** One ticket by the dice: who, when, where it stands. Those of high index are still open. */
export function throwTicket(
  { dice: thrower, count, days, openShare, now, prototypes, places, texts, names, customerIds }: Writing,
  index: number,
  numberOf: (at: Date) => string,
  nextId: (ms: number) => string
): Thrown {
  const isOpen = index >= count * (1 - openShare)
  // The open ones were opened in the last week, most of them lately; the closed ones evenly over the whole time before.
  const age = isOpen
    ? 7 * DAY * ((count - index) / (count * openShare)) ** 3
    : 2 * DAY + days * DAY * (1 - index / count)
  const openedAt = new Date(Math.floor(now.getTime() - age))
  const text = thrower.pick(texts)
  const queue = thrower.pick(places.queues)
  const agent = queue.staff.length > 0 ? thrower.pick(queue.staff) : null
  const waits = isOpen && thrower.chance(0.3)
  const answeredAt =
    isOpen && (waits || thrower.chance(0.3)) ? null : new Date(openedAt.getTime() + thrower.whole(60_000, 3_600_000))
  return {
    id: nextId(openedAt.getTime()),
    number: numberOf(openedAt),
    text,
    prototype: prototypes[text.matter] as Prototype,
    name: thrower.pick(names),
    phone: `1661${String(thrower.whole(0, 9_999_999)).padStart(7, '0')}`,
    customerId: thrower.chance(0.8) ? thrower.pick(customerIds) : null,
    openedAt,
    closedAt: isOpen ? null : new Date(openedAt.getTime() + thrower.whole(3_600_000, 40 * 3_600_000)),
    answeredAt,
    status: isOpen
      ? waits
        ? 'acknowledged'
        : thrower.weighted([
            ['inProgress', 70],
            ['pending', 15],
            ['held', 5],
            ['resolved', 10]
          ])
      : 'closed',
    priority: thrower.weighted([
      ['P1', 2],
      ['P2', 10],
      ['P3', 70],
      ['P4', 18]
    ]),
    queue,
    ownerId: agent,
    assigneeId: waits ? null : agent,
    tags: thrower.pick(tagSets)
  }
}

/** Numbers as the product gives them; those of the generator have a digit more and begin by the seed, so that they meet neither real ones nor those of another run. */
export function numbering(code: string, seed: number): (at: Date) => string {
  let day = ''
  let last = 0
  return (at) => {
    const today = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
    if (today !== day) last = 1_000_000 * (1 + (seed % 899))
    day = today
    return `${code}-${today}-${++last}`
  }
}

/** Makes UUIDv7 of instants: 32 bits by the dice, the rest counted, so that none comes twice. */
export function idMaker(thrower: Dice): (ms: number) => string {
  const stem = Math.floor(thrower.next() * 0x1000)
    .toString(16)
    .padStart(3, '0')
  let made = 0
  return (ms) => {
    const time = Math.floor(ms).toString(16).padStart(12, '0')
    const drawn = Math.floor(thrower.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${stem}-8${drawn.slice(0, 3)}-${drawn.slice(3)}${(++made).toString(16).padStart(7, '0')}`
  }
}
