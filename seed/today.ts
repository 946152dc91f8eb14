import { answerTicket, changeStatus, openTicket, resolveTicket, takeTicket } from '#capabilities/tickets'
import { callOf } from '#platform/action'
import type { PlantedCustomer } from './customers.ts'
import { as, entry, lineFor, type Scene } from './history.ts'
import { type Matter, matters } from './matters.ts'
import type { Colleague } from './operator.ts'

/** How far somebody has come with a ticket. */
type Stage = 'new' | 'taken' | 'answered' | 'waiting' | 'held' | 'resolved'
type Plan = { category: string; minutesAgo: number; stage: Stage; by?: string; urgency?: 'normal' | 'high' }

/** What lies on the desks when a visitor comes: some in time, some about to break, some broken, as on any afternoon. */
const plans: Plan[] = [
  ...[3, 8, 14, 21, 24, 27, 34, 52].map((minutesAgo): Plan => ({ category: 'inquiry.billing.detail', minutesAgo, stage: 'new' })),
  { category: 'inquiry.basic.plan-change', minutesAgo: 23, stage: 'taken', by: 'agent' },
  { category: 'inquiry.new.broadband', minutesAgo: 11, stage: 'taken', by: 'agent' },
  { category: 'inquiry.basic.portability', minutesAgo: 47, stage: 'taken', by: 'agent' },
  { category: 'inquiry.network.roaming', minutesAgo: 95, stage: 'waiting', by: 'agent' },
  { category: 'inquiry.billing.invoice', minutesAgo: 130, stage: 'resolved', by: 'agent' },
  { category: 'complaint.tariff.unknown-charge', minutesAgo: 35, stage: 'taken', by: 'complaint', urgency: 'high' },
  { category: 'complaint.install.late', minutesAgo: 60 * 20, stage: 'answered', by: 'complaint' },
  { category: 'complaint.attitude.hall', minutesAgo: 60 * 30, stage: 'answered', by: 'complaint' },
  { category: 'complaint.support.wrong-suspend', minutesAgo: 60 * 52, stage: 'held', by: 'complaint', urgency: 'high' },
  { category: 'complaint.tariff.unknown-charge', minutesAgo: 60 * 26, stage: 'waiting', by: 'complaint' },
  { category: 'complaint.install.late', minutesAgo: 18, stage: 'new' },
  { category: 'complaint.support.wrong-suspend', minutesAgo: 75, stage: 'new', urgency: 'high' },
  ...[25, 70, 105, 118, 140].map((minutesAgo): Plan => ({ category: 'fault.broadband.down', minutesAgo, stage: 'new' })),
  { category: 'fault.broadband.slow', minutesAgo: 90, stage: 'new', urgency: 'high' },
  { category: 'fault.mobile.no-signal', minutesAgo: 160, stage: 'new' },
  { category: 'fault.line.down', minutesAgo: 80, stage: 'new', urgency: 'high' }
]

/** Opens today's work with the product's own verbs, each at its own time. */
export async function plantToday(scene: Scene, customers: PlantedCustomer[]): Promise<void> {
  const openers = scene.staff.filter((one) => one.role === 'agent' && one.regionId === 1)
  for (const plan of [...plans].sort((a, b) => b.minutesAgo - a.minutesAgo)) {
    const matter = matters.find((one) => one.category === plan.category) as Matter
    const possible = customers.filter((one) => one.regionId === 1 && lineFor(matter, one) && (one.kind === 'organisation') === (matter.service === 'line'))
    await openOne(scene, plan, matter, scene.dice.pick(possible), scene.dice.pick(openers))
  }
}

async function openOne(scene: Scene, plan: Plan, matter: Matter, customer: PlantedCustomer, opener: Colleague): Promise<void> {
  const opened = scene.now.getTime() - plan.minutesAgo * 60_000
  const later = (minutes: number) => new Date(opened + Math.min(minutes, plan.minutesAgo * 0.9) * 60_000)
  const worker = scene.staff.find((one) => one.login === plan.by)
  await scene.app.db.transaction().execute(async (tx) => {
    const call = callOf(scene.app, tx, { kind: 'system', name: 'sample' })
    const given = { ...entry(scene.dice, matter, customer, opener), urgency: plan.urgency ?? ('normal' as const), scope: 'one' as const }
    const { id } = await openTicket(as(scene, call, opener.id, new Date(opened)), given)
    if (!worker) return
    const at = (minutes: number) => as(scene, call, worker.id, later(minutes))
    await takeTicket(at(3), id)
    if (plan.stage === 'taken') return
    await answerTicket(at(11), id, { body: matter.answer })
    if (plan.stage === 'waiting') await changeStatus(at(25), id, { to: 'pending', reason: 'waiting-information' })
    if (plan.stage === 'held') await changeStatus(at(40), id, { to: 'held', reason: 'waiting-department' })
    if (plan.stage === 'resolved') await resolveTicket(at(100), id, { resolution: matter.resolution })
  })
}
