import { sql } from 'kysely'
import { setPortalPassword } from '#capabilities/customers'
import { hashPassword, setSecondFactor } from '#capabilities/people'
import { transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { type Database, openDatabase } from '#platform/database'
import { currentPosition } from '#platform/events'
import { plantBills } from './bills.ts'
import { type PlantedCustomer, plantCustomers, plantPlans } from './customers.ts'
import { deskAccounts, plantDesks } from './desks.ts'
import { dice } from './dice.ts'
import { plantFloorDays } from './floor-days.ts'
import { actorsOf, plantHistory } from './history.ts'
import { plantMacros } from './macros.ts'
import { accounts, caseAccounts, plantOperator } from './operator.ts'
import { regions } from './regions.ts'
import { plantToday } from './today.ts'

/** The one password of every sample account: the greeting prints it, so it protects nothing and is meant to. */
const SAMPLE_PASSWORD = 'yunhan-try-2026'
const SERVICE_PASSWORD = '258036'
const TICKETS = 2400
const SEED_NUMBER = 20_261

/** Plants 云汉通信, an operator that does not exist: two regions, its people, 20,000 customers and 90 days of tickets. */
export async function plantSample(app: App, databaseUrl: string, say: (line: string) => void): Promise<void> {
  const began = Date.now()
  const took = (what: string) => say(`  ${what} ${((Date.now() - began) / 1000).toFixed(1)} s`)
  say('正在准备示例运营商 / planting the sample operator …')
  const now = app.clock.now()
  const roll = dice(SEED_NUMBER)
  const passwordHash = await hashPassword(SAMPLE_PASSWORD)
  const startedAt = new Date(now.getTime() - 120 * 86_400_000)
  const operator = await transact(app, { kind: 'system', name: 'sample' }, (call) => plantOperator(call, roll, passwordHash, startedAt))
  took(`${operator.colleagues.length} 名员工 / staff`)
  // Planting may be repeated from nothing, so it need not wait for the disk at each commit.
  const unhurried = new URL(databaseUrl)
  unhurried.searchParams.set('options', '-c synchronous_commit=off')
  const db = openDatabase(unhurried.href, { max: 5 })
  const quick: App = { ...app, db }
  try {
    await plantPlans(db)
    const customers: PlantedCustomer[] = []
    for (const region of regions) customers.push(...(await plantCustomers(db, roll, region, now, (city) => operator.units.get(`${region.code.toLowerCase()}-${city}`) as string)))
    // New customers are numbered behind these.
    await sql`select max(nextval('customers.customer_number')) from generate_series(1, ${Math.max(...regions.map((region) => region.customers))}::int)`.execute(db)
    took(`${customers.length} 位客户 / customers`)
    await plantBills(db, now)
    took('账单与订购 / bills and orders')
    const scene = { app: quick, now, staff: operator.colleagues, actors: await actorsOf(quick, operator.colleagues) }
    await plantHistory(scene, SEED_NUMBER, customers, TICKETS)
    await plantToday({ ...scene, dice: roll }, customers)
    const leader = operator.colleagues.find((one) => one.login === 'leader')
    await transact(quick, (leader && scene.actors.get(leader.id)) ?? { kind: 'system', name: 'sample' }, plantMacros)
    took(`${TICKETS} 张工单 / tickets`)
    await plantFloorDays(quick, operator, now, SEED_NUMBER)
    took('14 天现场话务 / days of the floor')
    const guest = customers.find((one) => one.kind === 'person' && one.lines.some((line) => line.service === 'broadband')) as PlantedCustomer
    await plantDesks(quick, operator.units, passwordHash, guest)
    await openTheDoors(quick, guest)
  } finally {
    await db.destroy()
  }
}

/** Accounts to try, a customer who can sign in at the portal, and reactions that begin with what happens from now on. */
async function openTheDoors(app: App, guest: PlantedCustomer): Promise<void> {
  const passwordHash = await hashPassword(SERVICE_PASSWORD)
  await transact(app, { kind: 'system', name: 'sample' }, async ({ tx, now }) => {
    await setSecondFactor(tx, 'offered')
    // While history was planted people took from this queue themselves, so that its streams never waited for each other's turn.
    await tx.updateTable('tickets.queue').set({ strategy: 'load' }).where('code', '=', 'jz-field').execute()
    await setPortalPassword(tx, { regionId: guest.regionId, customerId: guest.id, login: guest.phone, passwordHash, changedAt: now })
    await setting(tx, 'sample.accounts', [...accounts, ...deskAccounts, ...caseAccounts].map(({ login, zh, en }) => ({ login, password: SAMPLE_PASSWORD, zh, en })))
    await setting(tx, 'sample.customer', { login: guest.phone, password: SERVICE_PASSWORD })
  })
  const { xid, seq } = await currentPosition(app.db)
  await app.db.updateTable('platform.cursor').set({ xid: sql`${xid}::xid8`, seq, updated_at: new Date() }).where('source', '=', 'platform.event').execute()
}

async function setting(tx: Database, key: string, value: unknown): Promise<void> {
  await tx.insertInto('platform.setting').values({ key, value: JSON.stringify(value) }).execute()
}
