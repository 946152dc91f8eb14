import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { askInaudible as askOperation } from '@shouwen/contract/calls'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { callView } from './call-view.ts'
import { changeCall } from './change-call.ts'
import { callOfMine, type CallRow } from './load-call.ts'
import { secondsBefore, voiceRules } from './voice-rules.ts'

/**
 * The caller cannot be heard: first asked to speak louder (hands-free: to take up the handset), then to call from another telephone. Each try
 * is kept with its instant. @norm CC-25 CC-26
 */
export async function askInaudible(call: Call, { callId, script }: InputOf<typeof askOperation>): Promise<OutputOf<typeof askOperation>> {
  const mine = await callOfMine(call, callId)
  if (mine.leg.party !== 'agent') throw refuse('call-not-for-you')
  if (mine.row.state !== 'connected') throw refuse('call-move-not-possible', { state: mine.row.state })
  if (script === 'second' && mine.row.inaudible_at.length === 0) throw refuse('inaudible-steps-missing')
  const tries = script === 'second' ? [mine.row.inaudible_at[0] as Date, call.now] : [call.now]
  return callView(call, await changeCall(call, mine, { inaudible_at: tries }, { kind: 'inaudible', party: 'agent', data: { script } }))
}

/** Refuses with `inaudible-steps-missing` unless both scripts were said and the customer had the time of the norm after the second. */
export function checkInaudible(call: Call, { inaudible_at }: CallRow): void {
  const [, second] = inaudible_at
  if (!second || second > secondsBefore(call.now, voiceRules().inaudible.wait_seconds)) throw refuse('inaudible-steps-missing')
}
