import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { CallInView } from '@shouwen/contract/playbook-schemas'
import type { answerCallIn as answerOperation, listMyCallIns as mineOperation } from '@shouwen/contract/playbooks'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

const SHOWN = 20

/**
 * Somebody says whether they stay longer or come in; the supervisor says it for a person reached by telephone. The first who say yes have the
 * seats; when they are filled, the others need not answer. @norm CC-16 CC-17
 */
export async function answerCallIn(call: Call, { regionId, callInId, answer }: InputOf<typeof answerOperation>): Promise<OutputOf<typeof answerOperation>> {
  const asked = await call.tx
    .selectFrom('playbooks.call_in as c')
    .innerJoin('playbooks.deed as d', (join) => join.onRef('d.region_id', '=', 'c.region_id').onRef('d.id', '=', 'c.deed_id'))
    .innerJoin('playbooks.proposal as p', (join) => join.onRef('p.region_id', '=', 'd.region_id').onRef('p.id', '=', 'd.proposal_id'))
    .select(['c.deed_id', 'c.staff_id', 'p.unit_id', 'd.detail', 'c.kind', 'c.minutes', 'd.run_id'])
    .where('c.region_id', '=', regionId)
    .where('c.id', '=', callInId)
    .executeTakeFirst()
  if (!asked) throw refuse('not-found')
  if (asked.staff_id !== staffId(call.actor)) permit(call, 'playbook.execute', { regionId, unitId: asked.unit_id }, 'playbook.read')
  // Answers to one call for people take turns, so that no seat is given twice.
  await call.tx.selectFrom('playbooks.deed').select('id').where('region_id', '=', regionId).where('id', '=', asked.deed_id).forUpdate().execute()
  const rows = await call.tx.selectFrom('playbooks.call_in').select(['id', 'answer']).where('region_id', '=', regionId).where('deed_id', '=', asked.deed_id).execute()
  if (rows.find((row) => row.id === callInId)?.answer) throw refuse('call-in-answered')
  const seats = (asked.detail as { seats?: number }).seats ?? rows.length
  const yes = rows.filter((row) => row.answer === 'accepted').length
  if (answer === 'accepted' && yes >= seats) throw refuse('call-in-filled', { seats })
  await call.tx.updateTable('playbooks.call_in').set({ answer, answered_at: call.now, answered_by: staffId(call.actor) }).where('region_id', '=', regionId).where('id', '=', callInId).execute()
  if (answer === 'accepted' && yes + 1 >= seats)
    await call.tx.updateTable('playbooks.call_in').set({ answer: 'withdrawn', answered_at: call.now }).where('region_id', '=', regionId).where('deed_id', '=', asked.deed_id).where('answer', 'is', null).execute()
  await record(call, { name: 'call-in.answered', regionId, subjectKind: 'staff', subjectId: asked.staff_id, data: { deedId: asked.deed_id, answer } })
  await prove(call, {
    kind: 'call-in',
    regionId,
    subjectKind: 'playbook-run',
    subjectId: asked.run_id,
    payload: { deed: asked.deed_id, callIn: callInId, staffId: asked.staff_id, kind: asked.kind, minutes: asked.minutes, answer, answeredBy: staffId(call.actor), seats }
  })
  return { answer }
}

/** What I am asked to, the newest first. */
export async function listMyCallIns(call: Call): Promise<OutputOf<typeof mineOperation>> {
  const id = staffId(call.actor)
  if (!id || call.actor.kind !== 'staff') return { items: [] }
  const rows = await call.tx
    .selectFrom('playbooks.call_in as c')
    .innerJoin('playbooks.deed as d', (join) => join.onRef('d.region_id', '=', 'c.region_id').onRef('d.id', '=', 'c.deed_id'))
    .select(['c.id', 'c.region_id', 'c.kind', 'c.minutes', 'c.asked_at', 'c.answer', 'c.answered_at', 'd.playbook_id'])
    .where('c.region_id', '=', call.actor.regionId)
    .where('c.staff_id', '=', id)
    .orderBy('c.asked_at', 'desc')
    .limit(SHOWN)
    .execute()
  return {
    items: rows.map((row): CallInView => {
      const playbook = rulebook().playbooks.find((one) => one.id === row.playbook_id)
      return {
        id: row.id,
        regionId: row.region_id,
        playbook: { zh: playbook?.zh ?? row.playbook_id, en: playbook?.en ?? row.playbook_id },
        kind: row.kind,
        minutes: row.minutes,
        askedAt: row.asked_at.toISOString(),
        answer: row.answer,
        answeredAt: row.answered_at?.toISOString() ?? null
      }
    })
  }
}
