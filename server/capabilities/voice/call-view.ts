import type { CallView } from '@shouwen/contract/call-words'
import { isServed, type MoveName, movesOf } from '@shouwen/kernels/call/index'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { contactItems, conversationsById, personOf } from '#capabilities/contacts'
import { staffNames } from '#capabilities/people'
import { rulebook } from '#server/rulebook'
import { type LegRow, legOfStaff, liveLegs, type Loaded, modelOf, placementOf } from './load-call.ts'
import { pictureOf } from './my-call-view.ts'
import { recordingStates } from './recording-state.ts'
import { waitingFor } from './signals.ts'
import { iso } from './voice-rules.ts'

/** One call as the acting member of staff sees it. */
export async function callView(call: Call, loaded: Loaded): Promise<CallView> {
  const [view] = await callViews(call, [loaded])
  if (!view) throw refuse('not-found')
  return view
}

/** Calls of one region as the acting member of staff sees them, in the order given. */
export async function callViews(call: Call, calls: readonly Loaded[]): Promise<CallView[]> {
  const [first] = calls
  if (!first) return []
  const regionId = first.row.region_id
  const conversations = await conversationsById(call, regionId, calls.map(({ row }) => row.conversation_id))
  const items = new Map((await contactItems(call, [...conversations.values()])).map((item) => [item.id, item]))
  const names = await staffNames(call.tx, calls.flatMap(({ row, legs }) => [row.staff_id, ...legs.map((leg) => leg.staff_id)]))
  const recordings = await recordingStates(call, regionId, calls.map(({ row }) => row.id))
  const me = staffId(call.actor)
  const views: CallView[] = []
  for (const loaded of calls) {
    const { row, legs } = loaded
    const item = items.get(row.conversation_id)
    if (!item) continue
    const leg = legOfStaff(loaded, me)
    const recording = recordings.get(row.id) ?? 'off'
    views.push({
      id: row.id,
      regionId,
      conversationId: row.conversation_id,
      ticketId: item.ticketId,
      ticketNumber: item.ticketNumber,
      state: row.state,
      version: row.version,
      language: row.language,
      queueCode: row.queue_code,
      party: item.party,
      me: leg?.id ?? null,
      legs: liveLegs(legs).map((one) => ({ ...pictureOf(one), staff: personOf(names, one.staff_id), connectedAt: iso(one.connected_at) })),
      agent: personOf(names, row.staff_id),
      abilities: abilitiesOf(call, loaded, leg, recording),
      recording,
      startedAt: row.started_at.toISOString(),
      queuedAt: iso(row.queued_at),
      offeredAt: iso(row.offered_at),
      offerEndsAt: iso(row.offer_ends_at),
      answeredAt: iso(row.answered_at),
      endedAt: iso(row.ended_at),
      endedBy: row.ended_by,
      endReason: row.end_reason,
      transferSummary: row.transfer_summary,
      inaudibleAt: row.inaudible_at.map((at) => at.toISOString()),
      callback: row.callback,
      callbackTries: row.callback_tries,
      wrapUp: me !== null && row.wrap_up_staff_id === me,
      result: row.result,
      waitingSignals: leg && row.state !== 'ended' ? await waitingFor(call, regionId, leg.id) : 0
    })
  }
  return views
}

/** Is the customer on the line, or being rung? */
const isThere = ({ legs }: Loaded): boolean => liveLegs(legs).some((leg) => leg.party === 'customer')

const callbackActs = ({ callback_tries }: Loaded['row']): ('ring-back' | 'reached')[] => [...(callback_tries < rulebook().menu.callback.tries ? (['ring-back'] as const) : []), 'reached']

type AgentMove = CallView['abilities'][number] & MoveName
/** Moves an agent's screen offers; the others are the system's. */
const agentMoves: ReadonlySet<string> = new Set<AgentMove>(['hold', 'resume', 'consult', 'drop-consult', 'merge', 'hand-over', 'transfer', 'hang-up'])

/** What the reader may do with the call now: the moves of the kernel, and what is no move. */
function abilitiesOf(call: Call, loaded: Loaded, leg: LegRow | undefined, recording: string): CallView['abilities'] {
  const { row } = loaded
  const me = staffId(call.actor)
  if (row.state === 'offered' && row.offered_to === me) return ['answer', 'decline']
  if (row.wrap_up_staff_id === me && me !== null && row.state === 'ended') return ['wrap-up']
  if (leg?.state === 'ringing') return ['answer', 'decline']
  if (leg?.party === 'agent')
    return [
      ...movesOf(modelOf(loaded), 'agent').filter((name): name is AgentMove => agentMoves.has(name)),
      ...(row.state === 'connected' && isThere(loaded) ? (['inaudible'] as const) : []),
      ...(row.callback === 'unreached' && !isThere(loaded) ? callbackActs(row) : []),
      ...(recording === 'off' ? [] : (['pause-recording'] as const))
    ]
  const monitors = isServed(row.state) && allows(call.actor, 'call.monitor', placementOf(row)) && leg?.party !== 'colleague'
  return [...(leg ? (['leave'] as const) : []), ...(monitors ? (['monitor'] as const) : [])]
}
