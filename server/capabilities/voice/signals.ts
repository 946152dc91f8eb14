import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { sendSignals as sendOperation, takeSignals as takeOperation } from '@shouwen/contract/calls'
import type { sendMySignals as sendMineOperation, takeMySignals as takeMineOperation } from '@shouwen/contract/portal-calls'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { callOfCustomer, callOfMine, liveLegs, type LegRow, type Loaded } from './load-call.ts'
import { voiceRules } from './voice-rules.ts'

type Signals = InputOf<typeof sendOperation>['signals']
type Box = OutputOf<typeof takeOperation>

export async function sendSignals(call: Call, { callId, signals }: InputOf<typeof sendOperation>): Promise<Record<string, never>> {
  const mine = await callOfMine(call, callId, false)
  return send(call, mine, mine.leg, signals)
}

export async function sendMySignals(call: Call, { callId, signals }: InputOf<typeof sendMineOperation>): Promise<Record<string, never>> {
  const mine = await callOfCustomer(call, callId, false)
  return send(call, mine, mine.leg, signals)
}

export async function takeSignals(call: Call, { callId, taken }: InputOf<typeof takeOperation>): Promise<Box> {
  return take(call, (await callOfMine(call, callId, false)).leg, taken)
}

export async function takeMySignals(call: Call, { callId, taken }: InputOf<typeof takeMineOperation>): Promise<Box> {
  return take(call, (await callOfCustomer(call, callId, false)).leg, taken)
}

/** How many signals wait for a leg. */
export async function waitingFor(call: Call, regionId: number, legId: string): Promise<number> {
  const row = await call.tx
    .selectFrom('voice.signal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_id', '=', regionId)
    .where('to_leg', '=', legId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Puts signals into the boxes of other legs of the same call. Refuses with `call-leg-unknown`, or `call-signals-full` when a box is not emptied. */
async function send(call: Call, { row, legs }: Loaded, from: LegRow, signals: Signals): Promise<Record<string, never>> {
  if (row.state === 'ended' || from.state !== 'connected') throw refuse('call-ended')
  const others = new Map(liveLegs(legs).flatMap((leg) => (leg.id === from.id || leg.state !== 'connected' ? [] : [[leg.id, leg] as const])))
  if (signals.some((signal) => !others.has(signal.to))) throw refuse('call-leg-unknown')
  const { waiting_signals } = voiceRules().limits
  for (const to of new Set(signals.map((signal) => signal.to)))
    if ((await waitingFor(call, row.region_id, to)) + signals.length > waiting_signals) throw refuse('call-signals-full')
  await call.tx
    .insertInto('voice.signal')
    .values(
      signals.map(({ to, kind, body }) => ({
        region_id: row.region_id,
        id: call.app.newId(),
        call_id: row.id,
        from_leg: from.id,
        to_leg: to,
        kind,
        body,
        at: call.now
      }))
    )
    .execute()
  const told = [...new Set(signals.map((signal) => signal.to))].map((id) => others.get(id) as LegRow)
  call.afterCommit.push(
    () =>
      void call.app.signals.send({
        event: 'call.mail',
        regionId: row.region_id,
        ids: { callId: row.id },
        to: {
          staffIds: told.flatMap((leg) => leg.staff_id ?? []),
          ...(told.some((leg) => leg.party === 'customer') ? { customerId: row.customer_id, conversationId: row.conversation_id } : {})
        }
      })
  )
  return {}
}

/** Empties a leg's box of what was taken and hands out the rest, in the order it was sent. */
async function take(call: Call, leg: LegRow, taken: readonly string[]): Promise<Box> {
  if (taken.length > 0)
    await call.tx
      .deleteFrom('voice.signal')
      .where('region_id', '=', leg.region_id)
      .where('to_leg', '=', leg.id)
      .where(sql<boolean>`id = any(${[...taken]}::uuid[])`)
      .execute()
  const rows = await call.tx
    .selectFrom('voice.signal')
    .select(['id', 'from_leg', 'kind', 'body'])
    .where('region_id', '=', leg.region_id)
    .where('to_leg', '=', leg.id)
    .orderBy('id')
    .limit(200)
    .execute()
  return { signals: rows.map(({ id, from_leg, kind, body }) => ({ id, from: from_leg, kind, body })) }
}
