import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { VoiceRecording } from '#platform/schema.gen'
import type { CallRow } from './load-call.ts'

export type Recording = Selectable<VoiceRecording>
export type Pause = { from: string; to: string | null }
export type RecordingState = 'off' | 'on' | 'paused'

export const pausesOf = ({ pauses }: Pick<Recording, 'pauses'>): Pause[] => pauses as unknown as Pause[]
/** Is sensitive data being left out now? */
export const isPausedNow = (recording: Pick<Recording, 'pauses'>): boolean => pausesOf(recording).at(-1)?.to === null

/** Whether each of these calls is being recorded now. */
export async function recordingStates(call: Call, regionId: number, callIds: readonly string[]): Promise<Map<string, RecordingState>> {
  if (callIds.length === 0) return new Map()
  const rows = await call.tx
    .selectFrom('voice.recording')
    .select(['call_id', 'pauses'])
    .where('region_id', '=', regionId)
    .where('call_id', 'in', [...callIds])
    .where('state', '=', 'running')
    .execute()
  return new Map(rows.map((row) => [row.call_id, isPausedNow(row) ? 'paused' : 'on']))
}

export async function recordingState(call: Call, { region_id, id }: CallRow): Promise<RecordingState> {
  return (await recordingStates(call, region_id, [id])).get(id) ?? 'off'
}

export const isPaused = async (call: Call, row: CallRow): Promise<boolean> => (await recordingState(call, row)) === 'paused'
