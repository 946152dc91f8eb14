/**
 * The neutral call model. It knows no WebRTC, no SIP and no database: a browser, an exchange and the tests speak the same words.
 * `ringing` the call has begun and nobody was asked yet (menus, announcements) · `queued` it waits for a person · `offered` one person
 * is asked · `connected` customer and agent talk · `held` the customer hears music · `consulting` the agent asks a colleague while the
 * customer hears music · `conference` all talk · `ended`.
 */
export const callStates = ['ringing', 'queued', 'offered', 'connected', 'held', 'consulting', 'conference', 'ended'] as const
export type CallState = (typeof callStates)[number]

/** `agent` is whoever serves the customer now; exactly one leg of a served call has it. */
export type Party = 'customer' | 'agent' | 'colleague' | 'supervisor'

/** How far a supervisor takes part: hears only, speaks to the agent only, speaks to all. */
export const monitorModes = ['listen', 'whisper', 'barge'] as const
export type MonitorMode = (typeof monitorModes)[number]

export type LegState = 'ringing' | 'connected' | 'ended'

/** One party's end of the call. `no` counts up as legs join; the newer one of two dials the older. */
export type Leg = { id: string; no: number; party: Party; state: LegState; mode: MonitorMode | null }

export type Call = { state: CallState; legs: readonly Leg[] }
