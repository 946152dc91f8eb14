import { beatPresence, setPresence } from '@shouwen/contract/presence'
import { sql } from 'kysely'
import { createCustomer } from '#capabilities/customers'
import { actorOfStaff, createStaff, createUnit, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { startTestApp } from '#platform/testing/test-app'
import { acceptOffer, takeWaiting } from '../accept-offer.ts'
import { dispatchRegion, tendFloor } from '../dispatcher/floor-loop.ts'
import { enqueue, type EnqueueInput } from '../enqueue.ts'
import { type FloorHooks, onFloor } from '../hooks.ts'
import { leaveQueue, releaseContact } from '../release-contact.ts'

export type Worker = { id: string; token: string; jobNumber: string }
type Told = { what: 'offered' | 'lapsed' | 'left' | 'stranded'; id: string; to?: string | null; reason?: string }

/**
 * A floor with people and queues, and calls that are nothing but rows of the floor: whoever owns the contacts is played by hooks that write down
 * what they were told. The queue `hn-calls` asks for nothing, `hn-billing` for the skill billing, `hn-general` is what calls overflow to.
 */
export async function startFloorDesk(options: Parameters<typeof startTestApp>[0] = {}) {
  const t = await startTestApp({ at: '2026-11-24T02:00:00Z', ...options })
  const told: Told[] = []
  listenAs(told)
  await sql`insert into platform.region (id, code, name_zh, name_en, time_zone) values (1, 'HN', '湖南', 'Hunan', 'Asia/Shanghai'), (2, 'GD', '广东', 'Guangdong', 'Asia/Shanghai')`.execute(t.db)
  const units = await t.asSystem(async ({ tx }) => {
    const group = (await createUnit(tx, { parentId: null, level: 'group', code: 'group', nameZh: '集团', nameEn: 'Group', regionId: null })).id
    const hn = (await createUnit(tx, { parentId: group, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan', regionId: 1 })).id
    const hotline = (await createUnit(tx, { parentId: hn, level: 'department', code: 'hn-hotline', nameZh: '热线', nameEn: 'Hotline' })).id
    const team = (await createUnit(tx, { parentId: hotline, level: 'team', code: 'hn-1', nameZh: '一班', nameEn: 'Team 1' })).id
    const other = (await createUnit(tx, { parentId: hotline, level: 'team', code: 'hn-2', nameZh: '二班', nameEn: 'Team 2' })).id
    const gd = (await createUnit(tx, { parentId: group, level: 'province', code: 'gd', nameZh: '广东', nameEn: 'Guangdong', regionId: 2 })).id
    return { hn, hotline, team, other, gd }
  })
  let made = 0

  /** A person of the hotline with skills. */
  const person = (role = 'agent', skills: Record<string, number> = {}, unitId = units.team): Promise<Worker> =>
    t.asSystem(async ({ tx }) => {
      const jobNumber = String(1001 + made++)
      const { id } = await createStaff(tx, { unitId, jobNumber, name: `员工${jobNumber}`, roles: [role], skills })
      return { id, jobNumber, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    })
  const queue = (code: string, members: Worker[], skill?: string) =>
    t.asSystem((call) =>
      writeQueue(call, { code, regionId: 1, unitId: units.hotline, nameZh: code, nameEn: code, strategy: 'pull', kinds: [], categories: [], members: members.map((one) => one.id), ...(skill ? { skill } : {}) })
    )
  const customer = (given: { grade?: 'AAA' | 'AA' | 'A' | 'ordinary'; vip?: boolean } = {}): Promise<string> =>
    t.asSystem(({ tx }) => createCustomer(tx, { regionId: 1, kind: 'person', name: '张三', at: new Date('2026-01-01T00:00:00Z'), ...given }))

  const ref = (id: string) => ({ kind: 'call' as const, id, regionId: 1 })
  /** A call that waits. */
  const arrive = async (given: Partial<EnqueueInput> = {}, app: App = t.app): Promise<string> => {
    const id = given.id ?? app.newId()
    await transact(app, system, (call) => enqueue(call, { kind: 'call', id, regionId: 1, channel: 'phone', queueCode: 'hn-calls', ...given }))
    return id
  }
  const as = async <T>(worker: Worker, run: (call: Call) => Promise<T>): Promise<T> => {
    const actor = await actorOfStaff(t.app, worker.id)
    return transact(t.app, actor as Call['actor'], run)
  }
  const kept = (id: string) => t.db.selectFrom('floor.contact').selectAll().where('region_id', '=', 1).where('id', '=', id).executeTakeFirstOrThrow()
  const seat = (worker: Worker) => t.db.selectFrom('floor.seat').selectAll().where('region_id', '=', 1).where('staff_id', '=', worker.id).executeTakeFirstOrThrow()
  return {
    t,
    told,
    units,
    person,
    queue,
    customer,
    arrive,
    as,
    kept,
    seat,
    ref,
    online: (worker: Worker, state = 'available', capacity = 3) => t.ok(setPresence, { state, capacity }, worker),
    beat: (...workers: Worker[]) => Promise.all(workers.map((one) => t.ok(beatPresence, {}, one))),
    dispatch: (app: App = t.app) => dispatchRegion(app, 1),
    tend: () => tendFloor(t.app),
    accept: (worker: Worker, id: string) => as(worker, (call) => acceptOffer(call, ref(id))),
    take: (worker: Worker, id: string) => as(worker, (call) => takeWaiting(call, ref(id))),
    release: (worker: Worker, id: string, wrapUp = true) => as(worker, (call) => releaseContact(call, ref(id), { wrapUp })),
    giveUp: (id: string) => t.asSystem((call) => leaveQueue(call, ref(id), 'abandoned')),
    /** Who has what: contact → person. */
    async offers(): Promise<Record<string, string>> {
      const rows = await t.db.selectFrom('floor.contact').select(['id', 'staff_id']).where('region_id', '=', 1).where('state', '=', 'offered').execute()
      return Object.fromEntries(rows.map((row) => [row.id, row.staff_id ?? '']))
    }
  }
}

/** Plays the owner of calls: they have no rows of their own, everything is written down. */
export function listenAs(told: Told[]): void {
  const hooks: FloorHooks = {
    lock: async (_call, _regionId, ids) => ids,
    offered: async (_call, contacts) => void told.push(...contacts.map((one): Told => ({ what: 'offered', id: one.id, to: one.staff_id }))),
    lapsed: async (_call, contacts, reason) => void told.push(...contacts.map((one): Told => ({ what: 'lapsed', id: one.id, to: one.from, reason }))),
    deskLeft: async (_call, contacts) => void told.push(...contacts.map((one): Told => ({ what: 'left', id: one.id, to: one.staff_id }))),
    stranded: async (_call, contacts) => void told.push(...contacts.map((one): Told => ({ what: 'stranded', id: one.id })))
  }
  onFloor('call', hooks)
}

const system = { kind: 'system', name: 'test' } as const
export type FloorDesk = Awaited<ReturnType<typeof startFloorDesk>>
