import type { Playbook, PlaybookInput } from '@shouwen/kernels/playbook/index'
import type { Database } from '#platform/database'
import { replay } from '../../server/capabilities/playbooks/books.ts'

/**
 * So many minutes pass with so many waiting: what was told before moves into the past, and the run is told what it would have seen. Its state
 * follows from its inputs, as always.
 */
export async function surgePasses(owner: () => Database, minutes: number, waiting: number): Promise<void> {
  const db = owner()
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('playbooks.ground').selectAll().where('region_id', '=', 1).forUpdate().executeTakeFirstOrThrow()
    const run = await tx.selectFrom('playbooks.run').selectAll().where('region_id', '=', 1).where('ended_at', 'is', null).executeTakeFirstOrThrow()
    const told = (await tx.selectFrom('playbooks.input').select('input').where('run_id', '=', run.id).orderBy('no').execute()).map((row) => row.input as PlaybookInput)
    const now = Date.now()
    const ago = minutes * 60_000
    const last = told.at(-1)
    const values = last?.kind === 'observed' ? last.values : { waiting, 'system-problem': 0 }
    const past = told.map((input) => ({ ...input, at: input.at - ago }))
    const seen = Array.from({ length: minutes * 6 + 1 }, (_, at): PlaybookInput => ({ kind: 'observed', at: now - ago + at * 10_000, values: { ...values, waiting } }))
    const inputs = [...past, ...seen]
    await tx.deleteFrom('playbooks.input').where('run_id', '=', run.id).execute()
    await tx.insertInto('playbooks.input').values(inputs.map((input, at) => ({ region_id: 1, run_id: run.id, no: at + 1, input: JSON.stringify(input) }))).execute()
    const state = replay(run.book as unknown as Playbook, inputs)
    await tx.updateTable('playbooks.run').set({ state: JSON.stringify(state), inputs: inputs.length }).where('id', '=', run.id).execute()
  })
  await db.destroy()
}
