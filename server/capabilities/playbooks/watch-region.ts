import { setTimeout } from 'node:timers/promises'
import { advance, type Playbook, type PlaybookInput, type Proposal, restingState } from '@shouwen/kernels/playbook/index'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { sql } from 'kysely'
import { rulebook } from '#server/rulebook'
import { carryProposalOut } from './answer-run.ts'
import { getStep, isByHand, isStirring, measuresOf, surgeRules } from './books.ts'
import { noteLook, takeTurn } from './ground.ts'
import { type Look, lookAtFloor, type Values } from './look-at-floor.ts'
import { measureDue } from './measure-effect.ts'
import { answerProposal, openProposalOf, propose } from './proposals.ts'
import { endRun, isOver, liveRuns, type Run, startRun, tellRun } from './runs.ts'
import { settingsOf, type Setting } from './settings.ts'

const QUIET_MS = 60_000

/**
 * One look at a region: figures, what each playbook makes of them, effects that are due. One transaction, so that a process killed in the
 * middle leaves everything as it was and the next look, by whichever process, begins there. Answers whether it was our turn. @norm CC-11 CC-34
 */
export async function watchRegion(app: App, regionId: number): Promise<boolean> {
  return transact(app, { kind: 'system', name: 'playbooks' }, async (call) => {
    const ground = await takeTurn(call, regionId)
    if (!ground) return false
    const look = await lookAtFloor(call, regionId, ground)
    await noteLook(call, regionId, look.values)
    const runs = await liveRuns(call.tx, regionId)
    const settings = await settingsOf(call.tx, regionId)
    for (const playbook of rulebook().playbooks) await tend(call, regionId, settings.book(playbook), settings.of(playbook.id), look, runs.get(playbook.id))
    await measureDue(call, regionId)
    return true
  })
}

async function tend(call: Call, regionId: number, playbook: Playbook, setting: Setting, look: Look, live: Run | undefined): Promise<void> {
  const book = live?.book ?? playbook
  const input: PlaybookInput = { kind: 'observed', at: call.now.getTime(), values: valuesFor(book, look) }
  if (!live && (setting.mode === 'off' || !isStirring(book, advance(book, restingState, input).state))) return
  const run = live ?? (await startRun(call, regionId, book, null))
  const proposal = await observe(call, run, input)
  if (proposal !== undefined) await settle(call, run, setting, proposal)
  if (isOver(run) && !(await openProposalOf(call, run))) await endRun(call, run)
}

const valuesFor = (book: Playbook, { values }: Look): Values => Object.fromEntries(measuresOf(book).flatMap((measure) => (values[measure] === undefined ? [] : [[measure, values[measure]]])))

/** The same figures again say nothing new until they have lasted long enough for something, or a quarter of the gap is over; undefined = not told. */
async function observe(call: Call, run: Run, input: PlaybookInput & { kind: 'observed' }): Promise<Proposal | null | undefined> {
  const { observedAt, values } = run.state
  const isSame = observedAt !== null && JSON.stringify(values) === JSON.stringify(input.values)
  if (isSame && input.at - observedAt < run.book.gap_seconds * 250 && advance(run.book, run.state, input).proposal === null) return undefined
  return tellRun(call, run, input)
}

/** The proposal before the supervisor is the one the figures call for now; in automatic mode it is carried out at once. */
async function settle(call: Call, run: Run, setting: Setting, wanted: Proposal | null): Promise<void> {
  const open = await openProposalOf(call, run)
  // What somebody started by hand stands until somebody answers it.
  if (open?.proposed_by) return
  const proposal = wanted?.kind === 'take' && setting.mode === 'off' ? null : wanted
  if (open && open.kind === proposal?.kind && open.step_id === proposal.step) return
  if (open) await answerProposal(call, open, { answer: 'withdrawn' })
  if (!proposal) return
  const made = await propose(call, run, proposal)
  const step = getStep(run.book, proposal.step)
  if (made && setting.mode === 'automatic' && !isByHand(step.act)) await carryProposalOut(call, run, made, step)
}

/** Regions whose turn it is: every few seconds where somebody waits, a playbook runs or something was declared, elsewhere once a minute. */
async function regionsDue(app: App): Promise<number[]> {
  const now = app.clock.now().getTime()
  const { rows } = await sql<{ region_id: number }>`
    select region_id from playbooks.ground g where looked_at is null or looked_at <= ${new Date(now - QUIET_MS)} or (looked_at <= ${new Date(now - surgeRules().watch.every_seconds * 1000)}
      and (problem_since is not null or outage_customers > 0
        or exists (select from floor.contact c where c.region_id = g.region_id and c.state = 'waiting')
        or exists (select from playbooks.run r where r.region_id = g.region_id and r.ended_at is null)
        or exists (select from playbooks.deed d where d.region_id = g.region_id and d.next_effect_at <= ${new Date(now)})))
    order by region_id`.execute(app.db)
  return rows.map((row) => row.region_id)
}

async function makeGrounds(app: App): Promise<void> {
  await sql`insert into playbooks.ground (region_id) select id from platform.region on conflict do nothing`.execute(app.db)
}

/** Every region whose turn it is, once, by whoever calls it; for tests. */
export async function watchPlaybooks(app: App): Promise<void> {
  await makeGrounds(app)
  for (const regionId of await regionsDue(app)) await watchRegion(app, regionId)
}

/** The worker's loop. Any number of processes run it; a region is looked at by one at a time, and a region that fails holds up no other. */
export const watchLoop = {
  role: 'worker' as const,
  name: 'playbooks',
  async run(app: App, signal: AbortSignal): Promise<void> {
    const everyMs = surgeRules().watch.every_seconds * 1000
    let madeAt = 0
    while (!signal.aborted) {
      try {
        if (Date.now() - madeAt > QUIET_MS) {
          await makeGrounds(app)
          madeAt = Date.now()
        }
        for (const regionId of await regionsDue(app)) {
          await watchRegion(app, regionId).catch((error: unknown) => app.log.error({ err: error, region: regionId }, 'playbooks: a look failed, looking again'))
        }
      } catch (error) {
        app.log.error({ err: error }, 'playbooks: could not look, looking again')
      }
      await pause(everyMs / 5, signal)
    }
  }
}

const pause = (ms: number, signal: AbortSignal) => setTimeout(ms, undefined, { signal }).catch(() => {})
