import { explainClock } from '@shouwen/kernels/working-time/index'
import type { Call } from '#platform/action'
import { type Happening, recordAll } from '#platform/events'
import { type Proof, proveAll } from '#platform/evidence'
import type { Turn } from './clock-life.ts'
import { type Clock, kernelFacts } from './clock-row.ts'

export type Outcome = { clock: Clock; turn: Turn; at: number }

const eventOf: Partial<Record<Turn, string>> = {
  'at-risk': 'promise.at-risk',
  kept: 'promise.kept',
  broken: 'promise.broken',
  corrected: 'promise.corrected'
}

/** Records what became of promises: an event each, and evidence anybody can compute again. Two statements however many there are. */
export async function declareOutcomes(call: Call, outcomes: Outcome[]): Promise<void> {
  const told = outcomes.filter(({ turn }) => eventOf[turn] !== undefined)
  if (told.length === 0) return
  await recordAll(call, told.map(happeningOf))
  await proveAll(call, told.filter(({ turn }) => turn !== 'at-risk').map(proofOf))
  call.afterCommit.push(() => {
    for (const { clock, turn } of told)
      if (turn !== 'at-risk') call.app.metrics.promises.inc({ promise: promiseOf(clock), outcome: clock.state })
  })
}

/** @norm SP-12 Nothing counts as kept without what proves it. */
function proofOf({ clock, turn }: Outcome): Proof {
  const { version, calendar } = clock
  return {
    kind: turn === 'corrected' ? 'promise.corrected' : `promise.${clock.state}`,
    regionId: clock.regionId,
    subjectKind: clock.subjectKind,
    subjectId: clock.subjectId,
    payload: {
      clockId: clock.id,
      clauseId: version.clauseId,
      clauseVersion: version.version,
      clauseHash: version.hash,
      calendarId: calendar.calendarId,
      calendarHash: calendar.hash,
      inputs: {
        facts: clock.facts,
        startedAt: iso(clock.startedAt),
        startedBy: clock.startedBy,
        pauses: clock.pauses.map((pause) => ({ ...pause, from: iso(pause.from), to: iso(pause.to) })),
        stoppedAt: iso(clock.stoppedAt),
        stoppedBy: clock.stoppedBy
      },
      limit: clock.limit,
      row: clock.row,
      steps: explainClock(kernelFacts(clock)).steps,
      result: { state: clock.state, dueAt: iso(clock.dueAt), brokenAt: iso(clock.brokenAt) }
    }
  }
}

function happeningOf({ clock, turn, at }: Outcome): Happening {
  return {
    name: eventOf[turn] as string,
    regionId: clock.regionId,
    subjectKind: clock.subjectKind,
    subjectId: clock.subjectId,
    occurredAt: new Date(at),
    data: {
      clockId: clock.id,
      clauseId: clock.version.clauseId,
      promise: promiseOf(clock),
      state: clock.state,
      dueAt: iso(clock.dueAt),
      unitId: clock.unitId,
      ownerId: clock.ownerId,
      ...(clock.partOfId === null ? {} : { partOfId: clock.partOfId })
    }
  }
}

const promiseOf = (clock: Clock): string => clock.version.clause.clock?.promise ?? ''

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
