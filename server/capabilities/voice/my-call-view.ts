import type { MyCall } from '@shouwen/contract/call-words'
import type { Call } from '#platform/action'
import { type Conversation, shownContact } from '#capabilities/contacts'
import { standingOf } from '#capabilities/floor'
import { staffNames } from '#capabilities/people'
import { floorRef } from './call-ref.ts'
import { iceServers } from './ice-servers.ts'
import { customerLeg, type LegRow, liveLegs, type Loaded } from './load-call.ts'
import { recordingState } from './recording-state.ts'
import { waitingFor } from './signals.ts'
import { iso, voiceRules } from './voice-rules.ts'

/** A call as its customer sees it: job numbers and no name. @norm CC-27 */
export async function myCallView(call: Call, loaded: Loaded, conversation: Conversation): Promise<MyCall> {
  const { row, legs } = loaded
  const me = customerLeg(loaded)
  const served = row.answered_at !== null && row.state !== 'queued' && row.state !== 'offered'
  const names = served ? await staffNames(call.tx, [row.staff_id]) : new Map()
  return {
    id: row.id,
    conversationId: row.conversation_id,
    ticketNumber: conversation.ticket_number,
    state: row.state,
    version: row.version,
    me: me.id,
    legs: liveLegs(legs).map(pictureOf),
    jobNumber: names.get(row.staff_id ?? '')?.jobNumber ?? null,
    queue: row.state === 'queued' || row.state === 'offered' ? await standingOf(call, floorRef(row)) : null,
    callback: row.callback,
    callbackNumber: row.callback === null ? null : shownContact(conversation.visitor_contact),
    recording: await recordingState(call, row),
    startedAt: row.started_at.toISOString(),
    answeredAt: iso(row.answered_at),
    endedAt: iso(row.ended_at),
    endReason: row.end_reason,
    iceServers: iceServers(call),
    beatSeconds: voiceRules().line.beat_seconds,
    waitingSignals: row.state === 'ended' ? 0 : await waitingFor(call, row.region_id, me.id)
  }
}

export const pictureOf = ({ id, no, party, state, mode, driver }: LegRow) => ({ id, carrier: driver === 'browser' ? ('browser' as const) : ('exchange' as const), no, party, state, mode })
