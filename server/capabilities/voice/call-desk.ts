import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { beatCall as beatOperation, callDesk as deskOperation } from '@shouwen/contract/calls'
import type { Call } from '#platform/action'
import { callView } from './call-view.ts'
import { iceServers } from './ice-servers.ts'
import { callOfMine } from './load-call.ts'
import { voiceRules } from './voice-rules.ts'

/** Everything a softphone must know of the rules. */
export async function callDesk(call: Call): Promise<OutputOf<typeof deskOperation>> {
  const { line, consult, recording, monitor, inaudible, releases, results } = voiceRules()
  const coded = (phrases: typeof releases) => Object.entries(phrases).map(([code, { zh, en }]) => ({ code, zh, en }))
  return {
    iceServers: iceServers(call),
    beatSeconds: line.beat_seconds,
    consultSeconds: consult.ring_seconds,
    recording: { chunkSeconds: recording.chunk_seconds, bitsPerSecond: recording.bits_per_second },
    monitorShown: monitor.agent_sees,
    inaudible: { waitSeconds: inaudible.wait_seconds, first: inaudible.first, handsFree: inaudible.hands_free, second: inaudible.second },
    releases: coded(releases),
    results: coded(results)
  }
}

/** Our end of the call is still there, and so is whoever it hears, even if they cannot reach the server themselves. */
export async function beatCall(call: Call, { callId, hears }: InputOf<typeof beatOperation>): Promise<OutputOf<typeof beatOperation>> {
  const mine = await callOfMine(call, callId, false)
  const { row, leg } = mine
  await call.tx
    .updateTable('voice.leg')
    .set({ last_seen_at: call.now })
    .where('region_id', '=', row.region_id)
    .where('call_id', '=', row.id)
    .where('id', 'in', [leg.id, ...hears])
    .where('state', '!=', 'ended')
    .execute()
  return callView(call, mine)
}
