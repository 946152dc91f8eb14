import { answeredBetween, staffingOf, waitingNow } from '#capabilities/floor'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { surgeRules } from './books.ts'

export type EffectColumns = { waiting: number; longest_wait_seconds: number; answered: number; answered_within: number; abandoned: number; agents: number }

/** How the queues of a step stand: who waits, and of those whose wait ended in the last minutes how many were answered in time. */
export async function measureEffect(call: Call, regionId: number, channel: string, queueCodes: readonly string[]): Promise<EffectColumns> {
  const { window_minutes, within_seconds } = surgeRules().service
  const queues = (await waitingNow(call, regionId)).filter((queue) => queue.channel === channel)
  const ended = await answeredBetween(call, regionId, channel, new Date(call.now.getTime() - window_minutes * 60_000), call.now, within_seconds)
  const { agents } = await staffingOf(call, regionId, channel, queueCodes)
  return {
    waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    longest_wait_seconds: Math.max(0, ...queues.map((queue) => queue.longestWaitSeconds)),
    answered: ended.answered,
    answered_within: ended.answeredWithin,
    abandoned: ended.abandoned,
    agents
  }
}

/** Measures the steps whose time has come, also those taken back meanwhile: what happened after is what happened. */
export async function measureDue(call: Call, regionId: number): Promise<void> {
  const due = await call.tx.selectFrom('playbooks.deed').selectAll().where('region_id', '=', regionId).where('next_effect_at', '<=', call.now).orderBy('next_effect_at').limit(20).execute()
  for (const deed of due) {
    const after = [...surgeRules().service.measured_after_minutes]
    const at = (minutes: number) => deed.taken_at.getTime() + minutes * 60_000
    const reached = after.findLast((minutes) => at(minutes) <= call.now.getTime()) ?? (after[0] as number)
    const next = after.find((minutes) => at(minutes) > call.now.getTime())
    const effect = await measureEffect(call, regionId, deed.channel, (deed.detail as { queues?: string[] }).queues ?? [])
    await call.tx.insertInto('playbooks.effect').values({ region_id: regionId, deed_id: deed.id, after_minutes: reached, measured_at: call.now, ...effect }).onConflict((conflict) => conflict.doNothing()).execute()
    await call.tx.updateTable('playbooks.deed').set({ next_effect_at: next === undefined ? null : new Date(at(next)) }).where('region_id', '=', regionId).where('id', '=', deed.id).execute()
    await prove(call, { kind: 'playbook-effect', regionId, subjectKind: 'playbook-run', subjectId: deed.run_id, payload: { deed: deed.id, step: deed.step_id, afterMinutes: reached, ...effect } })
    await record(call, { name: 'playbook.effect-measured', regionId, subjectKind: 'playbook-run', subjectId: deed.run_id, data: { playbook: deed.playbook_id, step: deed.step_id, deedId: deed.id, afterMinutes: reached } })
  }
}
