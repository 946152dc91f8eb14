import type { getReplay, replayClause } from '@shouwen/contract/replays'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { regionsFor } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { enqueue, work } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import { getVersion } from './clause-versions.ts'
import { countCases, runReplay } from './run-replay.ts'

const JOB = 'norms.replay'
/** Up to here the answer carries the result; more is done in the background. */
const AT_ONCE = 2000
const MOST = 20_000
const LONGEST_DAYS = 366

/** Runs a version of a clause, draft or not, over past cases: what would it have kept and broken? */
export async function replayClauseAction(call: Call, input: InputOf<typeof replayClause>): Promise<OutputOf<typeof replayClause>> {
  const { clause, id: versionId } = await getVersion(call.tx, input.clauseId, input.version)
  const [from, to] = [new Date(input.from), new Date(input.to)]
  if (!(from < to) || to.getTime() - from.getTime() > LONGEST_DAYS * 86_400_000) throw refuse('replay-period-empty')
  const regions = regionsSeen(call, input.regionId)
  const most = input.most ?? MOST
  const total = await countCases(call, clause, regions, from, to, most)
  const replayId = call.app.newId()
  await call.tx
    .insertInto('norms.replay')
    .values({
      id: replayId,
      clause_id: input.clauseId,
      clause_version_id: versionId,
      region_ids: regions,
      from_at: from,
      to_at: to,
      most,
      state: 'running',
      total,
      requested_by: staffId(call.actor),
      created_at: call.now
    })
    .execute()
  await audited(call, { verb: 'norm.replay', regionId: 0, subjectKind: 'clause-version', subjectId: versionId })
  if (total <= AT_ONCE) await runReplay(call, { replayId, clause, regions, from, to, most })
  else await enqueue(call, { kind: JOB, key: replayId, payload: { replayId } })
  return replayOf(call, replayId)
}

function regionsSeen(call: Call, regionId: number | undefined): number[] | null {
  const regions = regionsFor(call.actor, 'norm.replay')
  if (regionId === undefined) return regions
  if (regions && !regions.includes(regionId)) throw refuse('not-permitted', { verb: 'norm.replay' })
  return [regionId]
}

export function getReplayAction(call: Call, { replayId }: InputOf<typeof getReplay>): Promise<OutputOf<typeof getReplay>> {
  return replayOf(call, replayId)
}

/** A replay as it stands; refuses `not-found`. */
async function replayOf(call: Call, replayId: string): Promise<OutputOf<typeof getReplay>> {
  const row = await call.tx
    .selectFrom('norms.replay as r')
    .innerJoin('norms.clause_version as v', 'v.id', 'r.clause_version_id')
    .selectAll('r')
    .select('v.version')
    .where('r.id', '=', replayId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  const regions = regionsFor(call.actor, 'norm.replay')
  if (regions && (row.region_ids === null || row.region_ids.some((id) => !regions.includes(id)))) throw refuse('not-found')
  return {
    id: row.id,
    clauseId: row.clause_id,
    version: row.version,
    state: row.state,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    done: row.done,
    total: row.total,
    before: row.before as OutputOf<typeof getReplay>['before'],
    after: row.after as OutputOf<typeof getReplay>['after'],
    changed: row.changed
  }
}

/** Registers the background part. It begins again from the start when a worker dies. */
export function registerReplay(): void {
  work({
    kind: JOB,
    mode: 'outside',
    run: async (call, payload, job) => {
      const replayId = String(payload['replayId'])
      const row = await call.tx
        .selectFrom('norms.replay as r')
        .innerJoin('norms.clause_version as v', 'v.id', 'r.clause_version_id')
        .select(['v.clause_id', 'v.version', 'r.region_ids', 'r.from_at', 'r.to_at', 'r.most', 'r.state'])
        .where('r.id', '=', replayId)
        .executeTakeFirst()
      if (!row || row.state !== 'running') return
      const { clause } = await getVersion(call.tx, row.clause_id, row.version)
      try {
        await runReplay(call, { replayId, clause, regions: row.region_ids, from: row.from_at, to: row.to_at, most: row.most })
      } catch (error) {
        if (job.attempts >= job.maxAttempts) await call.tx.updateTable('norms.replay').set({ state: 'failed', finished_at: call.app.clock.now() }).where('id', '=', replayId).execute()
        throw error
      }
    }
  })
}
