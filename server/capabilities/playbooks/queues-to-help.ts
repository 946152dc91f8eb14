import { unitTree } from '#capabilities/people'
import { queuesUsed, waitingNow } from '#capabilities/floor'
import { queueRoster } from '#capabilities/tickets'
import type { Call } from '#platform/action'

const DAY_MS = 86_400_000

/**
 * The queues of a channel people are moved to: those somebody waits in, the fullest first; with nobody waiting those its contacts came
 * through in the last day. With the unit that holds them all: whoever supervises it may say yes. Null when no queue is known.
 */
export async function queuesToHelp(call: Call, regionId: number, channel: string): Promise<{ codes: string[]; unitId: string } | null> {
  const roster = await queueRoster(call.tx, regionId)
  const unitOf = new Map(roster.map((queue) => [queue.code, queue.unitId]))
  const known = (codes: readonly string[]) => codes.filter((code) => unitOf.has(code))
  const waiting = known((await waitingNow(call, regionId)).filter((queue) => queue.channel === channel).map((queue) => queue.queueCode))
  const codes = waiting.length > 0 ? waiting : known(await queuesUsed(call, regionId, channel, new Date(call.now.getTime() - DAY_MS)))
  if (codes.length === 0) return null
  const unitIds = [...new Set(codes.map((code) => unitOf.get(code) as string))]
  return { codes, unitId: await commonUnit(call, unitIds) }
}

/** The lowest unit above all of these. */
async function commonUnit(call: Call, unitIds: readonly string[]): Promise<string> {
  const [first, ...others] = unitIds as [string, ...string[]]
  if (others.length === 0) return first
  const parents = new Map((await unitTree(call.tx)).map((unit) => [unit.id, unit.parentId]))
  const path = (id: string): string[] => {
    const above: string[] = []
    for (let at: string | null | undefined = id; at; at = parents.get(at)) above.push(at)
    return above
  }
  const shared = others.map((id) => new Set(path(id)))
  return path(first).find((id) => shared.every((set) => set.has(id))) ?? first
}
