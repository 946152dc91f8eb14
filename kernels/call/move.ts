import type { Call, CallState, Party } from './types.ts'

/** Who moves a call: a party of it, somebody who is asked to answer it, or the system (queue, sweep, a lost line). */
export type Mover = Party | 'offered' | 'system'

export type Move = {
  by: readonly Mover[]
  from: Partial<Record<CallState, CallState>>
  /** Somebody must be there to be joined or handed to. */
  needs?: 'colleague'
}

const everywhere = (to: CallState, ...states: CallState[]) => Object.fromEntries(states.map((state) => [state, to]))

/** What may become of a call, and by whom. */
export const moves = {
  queue: { by: ['system'], from: everywhere('queued', 'ringing', 'connected', 'held', 'consulting', 'conference') },
  offer: { by: ['system'], from: everywhere('offered', 'queued', 'ringing') },
  lapse: { by: ['system', 'offered'], from: { offered: 'queued' } },
  answer: { by: ['offered'], from: { offered: 'connected' } },
  hold: { by: ['agent'], from: { connected: 'held' } },
  resume: { by: ['agent'], from: { held: 'connected' } },
  consult: { by: ['agent'], from: { connected: 'consulting', held: 'consulting' } },
  'drop-consult': { by: ['agent'], from: { consulting: 'connected', conference: 'connected' } },
  // A colleague who leaves must not put the customer before an agent who looks elsewhere: music goes on until the agent comes back.
  'colleague-left': { by: ['colleague', 'system'], from: { consulting: 'held', conference: 'connected' } },
  merge: { by: ['agent'], from: { consulting: 'conference' }, needs: 'colleague' },
  'hand-over': { by: ['agent'], from: { consulting: 'connected', conference: 'connected' }, needs: 'colleague' },
  transfer: { by: ['agent'], from: { connected: 'queued', held: 'queued' } },
  'hang-up': {
    by: ['customer', 'agent', 'system'],
    from: everywhere('ended', 'ringing', 'queued', 'offered', 'connected', 'held', 'consulting', 'conference')
  }
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof moves

/** The state a move leads to, or null when this party may not make it now. */
export function move(call: Call, name: MoveName, by: Mover): CallState | null {
  const one: Move = moves[name]
  if (!one.by.includes(by)) return null
  if (one.needs && !call.legs.some((leg) => leg.party === one.needs && leg.state === 'connected')) return null
  return one.from[call.state] ?? null
}

/** Every move this party may make now, in the order of the table. */
export function movesOf(call: Call, by: Mover): MoveName[] {
  return (Object.keys(moves) as MoveName[]).filter((name) => move(call, name, by) !== null)
}

/** Is a customer with somebody of ours, so that a supervisor has something to hear? */
export const isServed = (state: CallState): boolean =>
  state === 'connected' || state === 'held' || state === 'consulting' || state === 'conference'
