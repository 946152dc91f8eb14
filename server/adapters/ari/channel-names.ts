import type { LegRow } from '#capabilities/voice'

/** The channel of an end: its own name when Asterisk gave it one (a caller), else the one we dial it by. */
export const channelOf = (leg: Pick<LegRow, 'id' | 'outside'>): string => leg.outside ?? `leg-${leg.id}`

/** The leg a channel was dialled for, by its name; null for callers and snoops. */
export const legIdOf = (channelId: string): string | null => /^leg-([0-9a-f-]{36})$/.exec(channelId)?.[1] ?? null

export const bridgeOf = (callId: string): string => `call-${callId}`
export const callIdOf = (bridgeId: string): string | null => /^call-([0-9a-f-]{36})$/.exec(bridgeId)?.[1] ?? null
export const spyBridgeOf = (legId: string): string => `spy-${legId}`
export const snoopOf = (legId: string, whispers: boolean): string => `snoop-${whispers ? 'w' : 'l'}-${legId}`
/** Channels that are no party: they only carry sound to a supervisor or a recording. */
export const isSnoop = (channelId: string): boolean => /^(snoop|tape)-/.test(channelId)
export const tapeOf = (recordingId: string, side: 'left' | 'right'): string => `tape-${side}-${recordingId}`
export const tapeIn = (channelId: string): { recordingId: string; side: 'left' | 'right' } | null => {
  const [, side, recordingId] = /^tape-(left|right)-([0-9a-f-]{36})$/.exec(channelId) ?? []
  return recordingId ? { recordingId, side: side as 'left' | 'right' } : null
}
