import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import type { PlaybooksGround } from '#platform/schema.gen'
import { surgeRules } from './books.ts'

export type Ground = Selectable<PlaybooksGround>

/** The row of a region, locked: who answers a proposal and who looks at the floor take turns. */
export async function holdGround(call: Call, regionId: number): Promise<Ground> {
  await makeGround(call, regionId)
  return call.tx.selectFrom('playbooks.ground').selectAll().where('region_id', '=', regionId).forUpdate().executeTakeFirstOrThrow()
}

export async function makeGround(call: Call, regionId: number): Promise<void> {
  await call.tx.insertInto('playbooks.ground').values({ region_id: regionId }).onConflict((conflict) => conflict.column('region_id').doNothing()).execute()
}

/** The turn to look at a region: null when somebody else has it now, or has just had it. Two processes never look at once, and none need be alive for another. */
export async function takeTurn(call: Call, regionId: number): Promise<Ground | null> {
  const since = new Date(call.now.getTime() - surgeRules().watch.every_seconds * 1000)
  const ground = await call.tx
    .selectFrom('playbooks.ground')
    .selectAll()
    .where('region_id', '=', regionId)
    .where((where) => where.or([where('looked_at', 'is', null), where('looked_at', '<=', since)]))
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return ground ?? null
}

/** Keeps what was seen, for whoever opens the page. */
export async function noteLook(call: Call, regionId: number, values: Record<string, number>): Promise<void> {
  await sql`update playbooks.ground set looked_at = ${call.now}, values = ${JSON.stringify(values)} where region_id = ${regionId}`.execute(call.tx)
}
