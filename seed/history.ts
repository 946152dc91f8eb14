import { actorOfStaff } from '#capabilities/people'
import { answerTicket, confirmWithCustomer, getTicket, openTicket, recordArrival, recordRestoration, resolveTicket, takeTicket, type Ticket } from '#capabilities/tickets'
import { type Actor, type Call, callOf } from '#platform/action'
import type { App } from '#platform/app-type'
import type { PlantedCustomer } from './customers.ts'
import { type Dice, dice } from './dice.ts'
import { type Matter, matters } from './matters.ts'
import type { Colleague } from './operator.ts'
import { plantRating, rolledRating } from './ratings.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STREAMS = 4
const openers: Record<string, number> = { agent: 5, 'online-agent': 3, 'hall-clerk': 2 }
const channelOf: Record<string, 'phone' | 'chat' | 'hall'> = { agent: 'phone', 'online-agent': 'chat', 'hall-clerk': 'hall' }

export type Scene = { app: App; dice: Dice; now: Date; staff: Colleague[]; actors: Map<string, Actor> }
/** One step of a ticket's life: when, and what is done. */
type Step = { at: Date; run: (call: Call, ticketId: string) => Promise<unknown> }

/**
 * Lives through `count` tickets of the last 90 days with the product's own verbs, each at its own time: promises are kept or broken by
 * the same code that serves the live product, with their events and evidence.
 */
export async function plantHistory(scene: Omit<Scene, 'dice'>, seed: number, customers: PlantedCustomer[], count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: STREAMS }, (_, stream) => plantStream({ ...scene, dice: dice(seed + stream) }, customers, Math.ceil(count / STREAMS)))
  )
}

/** The people of the sample as the product knows them when they act. */
export async function actorsOf(app: App, staff: Colleague[]): Promise<Map<string, Actor>> {
  const actors = new Map<string, Actor>()
  for (const { id } of staff) {
    const actor = await actorOfStaff(app, id)
    if (actor) actors.set(id, actor)
  }
  return actors
}

/** One of several streams of tickets side by side, each with a die of its own so that all fall the same way every time. */
async function plantStream(scene: Scene, customers: PlantedCustomer[], count: number): Promise<void> {
  const openings = Array.from({ length: count }, () => openingTime(scene.dice, scene.now)).sort((a, b) => a.getTime() - b.getTime())
  for (const at of openings) {
    const customer = scene.dice.pick(customers)
    // One transaction a ticket: two that held several days' number counters would wait for each other.
    await scene.app.db.transaction().execute((tx) => liveThrough(scene, callOf(scene.app, tx, { kind: 'system', name: 'sample' }), at, customer))
  }
}

/** Days evenly, hours as a hotline knows them. */
function openingTime(roll: Dice, now: Date): Date {
  const hour = roll.weighted([[8, 4], [9, 9], [10, 10], [11, 8], [12, 5], [13, 5], [14, 8], [15, 9], [16, 8], [17, 6], [18, 5], [19, 7], [20, 8], [21, 5], [22, 2], [2, 1]] as const)
  const day = new Date(now.getTime() - roll.whole(0, 89) * DAY)
  day.setUTCHours(hour - 8, roll.whole(0, 59), roll.whole(0, 59), 0)
  return day < now ? day : new Date(now.getTime() - roll.whole(10, 600) * MINUTE)
}

async function liveThrough(scene: Scene, call: Call, openedAt: Date, customer: PlantedCustomer): Promise<void> {
  const { dice: roll } = scene
  const opener = pickOpener(scene, customer.regionId)
  const matter = pickMatter(roll, customer)
  const { id } = await openTicket(as(scene, call, opener.id, openedAt), entry(roll, matter, customer, opener), { live: opener.role === 'online-agent' })
  const ticket = await getTicket(call, { regionId: customer.regionId, id })
  for (const step of stepsOf(scene, matter, ticket, opener)) {
    // What lies in the future has not happened: such tickets are today's work.
    if (step.at >= scene.now) return
    await step.run({ ...call, now: step.at }, id)
  }
}

export function entry(roll: Dice, matter: Matter, customer: PlantedCustomer, opener: Colleague): Parameters<typeof openTicket>[1] {
  const line = lineFor(matter, customer)
  return {
    regionId: customer.regionId,
    kind: matter.kind,
    category: matter.category,
    title: roll.pick(matter.titles),
    description: matter.description,
    ...(matter.form ? { form: { ...matter.form, ...(line ? { serviceNumber: line.number } : {}) } } : {}),
    customerId: customer.id,
    ...(line ? { lineId: line.id } : {}),
    contactName: customer.name,
    contactPhone: customer.phone,
    channel: channelOf[opener.role] ?? 'phone',
    urgency: roll.weighted([['normal', 7], ['high', 2], ['low', 1]] as const),
    scope: roll.weighted([['one', 12], ['several', 1]] as const)
  }
}

export const lineFor = (matter: Matter, customer: PlantedCustomer) =>
  customer.lines.find((line) => (matter.service === 'line' ? line.service.endsWith('-line') || line.service === 'group-sms' : line.service === matter.service))

function pickMatter(roll: Dice, customer: PlantedCustomer): Matter {
  const possible = matters.filter((matter) => lineFor(matter, customer) && (customer.kind === 'organisation') === (matter.service === 'line'))
  return roll.weighted((possible.length > 0 ? possible : matters.filter((matter) => matter.kind === 'inquiry')).map((matter) => [matter, matter.weight] as const))
}

function pickOpener({ dice: roll, staff }: Scene, regionId: number): Colleague {
  return roll.weighted(staff.filter((one) => one.regionId === regionId && openers[one.role]).map((one) => [one, openers[one.role] ?? 0] as const))
}

/** The further life of a ticket: most in time, some late, as in any operator. */
function stepsOf(scene: Scene, matter: Matter, ticket: Ticket, opener: Colleague): Step[] {
  const { dice: roll, staff } = scene
  const colleagues = staff.filter((one) => one.unitId === ticket.unit_id && scene.actors.has(one.id) && !['provincial-executive', 'dispatcher', 'quality-inspector', 'agency-manager', 'rulebook-editor', 'rulebook-approver', 'administrator'].includes(one.role))
  const worker = ticket.assignee_id ?? (colleagues.length > 0 ? roll.pick(colleagues).id : opener.id)
  let at = ticket.opened_at.getTime()
  const later = (minutes: number) => new Date((at += roll.around(minutes) * MINUTE))
  const steps: Step[] = []
  const by = (staffId: string, minutes: number, run: (call: Call, id: string) => Promise<unknown>) => {
    const when = later(minutes)
    steps.push({ at: when, run: (call, id) => run(as(scene, call, staffId, when), id) })
  }
  by(worker, matter.kind === 'inquiry' ? 3 : 12, (call, id) => takeTicket(call, id))
  by(worker, matter.kind === 'inquiry' ? 6 : 15, (call, id) => answerTicket(call, id, { body: matter.answer }))
  if (matter.kind === 'fault') {
    if (matter.service !== 'mobile') by(worker, 55, (call, id) => recordArrival(call, id, {}))
    by(worker, 70, (call, id) => recordRestoration(call, id, {}))
  }
  const solve = (call: Call, id: string) => resolveTicket(call, id, { resolution: matter.resolution, ...(matter.rootCause ? { rootCause: matter.rootCause, factCheck: matter.resolution } : {}) })
  by(worker, matter.kind === 'inquiry' ? 20 : 180, solve)
  const said = confirmation(roll, matter, opener)
  by(opener.id, matter.kind === 'inquiry' ? 15 : 240, (call, id) => confirmWithCustomer(call, id, said))
  if (!said.solved) {
    // Reopened: the customer hears from us again, and then it is well.
    by(worker, matter.kind === 'inquiry' ? 10 : 50, (call, id) => answerTicket(call, id, { body: matter.answer }))
    by(worker, 90, solve)
    by(opener.id, 120, (call, id) => confirmWithCustomer(call, id, { ...said, solved: true }))
  }
  const rating = rolledRating(roll)
  by(opener.id, 1, (call, id) => plantRating(call, { regionId: ticket.region_id, id }, rating, as(scene, call, worker, call.now).actor, scene.now))
  return steps
}

function confirmation(roll: Dice, matter: Matter, opener: Colleague) {
  const score = roll.weighted([[5, 70], [4, 18], [3, 7], [2, 3], [1, 2]] as const)
  return {
    channel: channelOf[opener.role] ?? ('phone' as const),
    solved: !roll.chance(0.03),
    satisfied: score >= 4,
    score,
    ...(matter.kind === 'complaint'
      ? { compensation: { decision: 'none' as const, note: '已按规则处理' }, improvement: '已提交相关部门改进' }
      : {})
  }
}

/** The same transaction with another hand at another hour. */
export function as(scene: Scene, call: Call, staffId: string, at: Date): Call {
  return { ...call, actor: scene.actors.get(staffId) ?? call.actor, now: at, requestId: scene.app.newId() }
}
