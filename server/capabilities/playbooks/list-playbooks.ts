import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listPlaybooks as listOperation } from '@shouwen/contract/playbooks'
import { type Measure, measures } from '@shouwen/kernels/playbook/index'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { findGround } from './find-ground.ts'
import { permitSomewhere } from './may-answer.ts'
import { personNames } from './person-names.ts'
import { playbookView } from './playbook-view.ts'
import { liveRuns } from './runs.ts'
import { settingsOf } from './settings.ts'

/** Every playbook with its steps, how it is used in the region, and how it stands now. */
export async function listPlaybooks(call: Call, { regionId }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  permitSomewhere(call, 'playbook.read', regionId)
  const runs = await liveRuns(call.tx, regionId)
  const settings = await settingsOf(call.tx, regionId)
  const ground = await findGround(call.tx, regionId)
  const open = await call.tx.selectFrom('playbooks.proposal').select(['run_id', 'kind', 'step_id']).where('region_id', '=', regionId).where('answer', 'is', null).execute()
  // The operator's own first, then what we add.
  const playbooks = rulebook().playbooks.toSorted((a, b) => Number(b.trust === 'seed') - Number(a.trust === 'seed'))
  const names = await personNames(call.tx, [...[...runs.values()].map((run) => run.startedBy), ...playbooks.map(({ id }) => settings.of(id).wanted_by)])
  const values = (ground?.values ?? {}) as Partial<Record<Measure, number>>
  return {
    at: call.now.toISOString(),
    items: playbooks.map((shipped) => {
      const run = runs.get(shipped.id)
      const openStep = open.find((one) => one.run_id === run?.id && one.kind === 'take')?.step_id ?? null
      return playbookView(call, regionId, run?.book ?? settings.book(shipped), shipped, settings.of(shipped.id), run, openStep, names)
    }),
    figures: (Object.keys(measures) as Measure[]).flatMap((measure) => {
      const value = values[measure]
      return value === undefined ? [] : [{ measure, zh: measures[measure].zh, en: measures[measure].en, value }]
    }),
    lookedAt: ground?.looked_at?.toISOString() ?? null,
    physicalSeats: ground?.physical_seats ?? null,
    problemSince: ground?.problem_since?.toISOString() ?? null,
    problemNote: ground?.problem_note ?? null,
    outageCustomers: ground?.outage_customers ?? null
  }
}
