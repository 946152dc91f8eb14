import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { approveAutomatic as approveOperation, setGround as groundOperation, setPlaybook as setOperation } from '@shouwen/contract/playbooks'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { getPlaybook, getStep } from './books.ts'
import { holdGround } from './ground.ts'
import { permitSomewhere } from './may-answer.ts'
import { settingsOf } from './settings.ts'

/** Off, proposing, or acting by itself; the last only when a second person agrees. */
export async function setPlaybook(call: Call, { regionId, playbookId, mode, jumps }: InputOf<typeof setOperation>): Promise<OutputOf<typeof setOperation>> {
  permit(call, 'playbook.set', { regionId })
  const playbook = getPlaybook(playbookId)
  for (const { to } of jumps ?? []) getStep(playbook, to)
  const before = (await settingsOf(call.tx, regionId)).of(playbookId)
  const waits = mode === 'automatic' && before.mode !== 'automatic'
  const next = {
    mode: waits ? before.mode : mode,
    jumps: JSON.stringify({ ...before.jumps, ...Object.fromEntries((jumps ?? []).map(({ to, allowed }) => [to, allowed])) }),
    wanted_mode: waits ? ('automatic' as const) : null,
    wanted_by: waits ? staffId(call.actor) : null,
    wanted_at: waits ? call.now : null,
    set_by: staffId(call.actor),
    set_at: call.now,
    ...(mode === 'automatic' ? {} : { approved_by: null })
  }
  await call.tx
    .insertInto('playbooks.setting')
    .values({ region_id: regionId, playbook_id: playbookId, ...next })
    .onConflict((conflict) => conflict.columns(['region_id', 'playbook_id']).doUpdateSet(next))
    .execute()
  await told(call, regionId, playbookId, { mode, waits, jumps: jumps ?? [] })
  return { mode: next.mode, waitsForApproval: waits }
}

/** A second person agrees that the playbook acts by itself, or does not. */
export async function approveAutomatic(call: Call, { regionId, playbookId, approve }: InputOf<typeof approveOperation>): Promise<OutputOf<typeof approveOperation>> {
  permit(call, 'playbook.approve', { regionId })
  getPlaybook(playbookId)
  const row = await call.tx.selectFrom('playbooks.setting').selectAll().where('region_id', '=', regionId).where('playbook_id', '=', playbookId).forUpdate().executeTakeFirst()
  if (row?.wanted_mode !== 'automatic') throw refuse('nothing-to-approve')
  if (row.wanted_by !== null && row.wanted_by === staffId(call.actor)) throw refuse('own-wish')
  const mode = approve ? ('automatic' as const) : row.mode
  await call.tx
    .updateTable('playbooks.setting')
    .set({ mode, wanted_mode: null, wanted_by: null, wanted_at: null, ...(approve ? { approved_by: staffId(call.actor) } : {}) })
    .where('region_id', '=', regionId)
    .where('playbook_id', '=', playbookId)
    .execute()
  await told(call, regionId, playbookId, { mode, approve })
  return { mode }
}

/** What only people know: how many seats there are, that a system problem lasts, how many customers an outage hits. @norm CC-16 CC-17 */
export async function setGround(call: Call, { regionId, physicalSeats, problem, outageCustomers }: InputOf<typeof groundOperation>): Promise<OutputOf<typeof groundOperation>> {
  permitSomewhere(call, 'playbook.execute', regionId)
  // Nothing said, nothing changed: an update without columns is no statement.
  if (physicalSeats === undefined && outageCustomers === undefined && !problem) return {}
  const ground = await holdGround(call, regionId)
  await call.tx
    .updateTable('playbooks.ground')
    .set({
      ...(physicalSeats === undefined ? {} : { physical_seats: physicalSeats }),
      ...(outageCustomers === undefined ? {} : { outage_customers: outageCustomers }),
      ...(problem ? { problem_since: problem.on ? (ground.problem_since ?? call.now) : null, problem_note: problem.on ? (problem.note ?? null) : null, problem_by: problem.on ? staffId(call.actor) : null } : {})
    })
    .where('region_id', '=', regionId)
    .execute()
  await told(call, regionId, null, { physicalSeats, problem: problem?.on, outageCustomers })
  return {}
}

async function told(call: Call, regionId: number, playbookId: string | null, detail: Record<string, unknown>): Promise<void> {
  await audited(call, { verb: 'playbook.set', regionId, detail: { playbook: playbookId, ...detail } })
  if (call.actor.kind === 'staff') await record(call, { name: 'playbook.set', regionId, subjectKind: 'unit', subjectId: call.actor.unitId, data: { playbook: playbookId } })
}
