import { Id, Instant, Nothing, OneOf, operation, Type } from './operation.ts'

const CallId = { callId: Id }
const RecordingId = { ...CallId, recordingId: Id }

export const startRecording = operation({
  id: 'startRecording',
  method: 'POST',
  path: '/api/calls/{callId}/recordings',
  summary: { zh: '开始录音', en: 'Begin a recording' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, mediaType: OneOf('audio/webm') }),
  output: Type.Object({ id: Id }),
  refusals: ['call-not-for-you', 'call-move-not-possible', 'recording-not-allowed']
})

export const addRecordingChunk = operation({
  id: 'addRecordingChunk',
  method: 'POST',
  path: '/api/calls/{callId}/recordings/{recordingId}/chunks',
  summary: { zh: '上传录音片段', en: 'Add some seconds to a recording' },
  permission: 'contact.answer',
  input: Type.Object({
    ...RecordingId,
    /** Counts up from 0 without holes; a piece sent twice is kept once. */
    no: Type.Integer({ minimum: 0, maximum: 100_000 }),
    /** Base64. */
    content: Type.String({ minLength: 4, maxLength: 700_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' })
  }),
  output: Type.Object({ chunks: Type.Integer() }),
  refusals: ['call-not-for-you', 'recording-over', 'recording-chunk-missing', 'body-too-large']
})

export const pauseRecording = operation({
  id: 'pauseRecording',
  method: 'POST',
  path: '/api/calls/{callId}/recordings/{recordingId}/pauses',
  summary: { zh: '敏感信息暂停录音', en: 'Leave sensitive data out of a recording' },
  permission: 'contact.answer',
  input: Type.Object({ ...RecordingId, paused: Type.Boolean() }),
  output: Type.Object({ paused: Type.Boolean(), at: Instant }),
  refusals: ['call-not-for-you', 'recording-over']
})

export const endRecording = operation({
  id: 'endRecording',
  method: 'POST',
  path: '/api/calls/{callId}/recordings/{recordingId}/end',
  summary: { zh: '结束录音', en: 'End a recording' },
  permission: 'contact.answer',
  input: Type.Object(RecordingId),
  output: Nothing,
  refusals: ['call-not-for-you']
})

export const playRecording = operation({
  id: 'playRecording',
  method: 'GET',
  path: '/api/calls/{callId}/recordings/{recordingId}/audio',
  summary: { zh: '收听录音', en: 'Listen to a recording' },
  permission: 'recording.listen',
  input: Type.Object(RecordingId),
  output: Nothing,
  refusals: ['recording-not-ready', 'file-missing'],
  transport: 'stream'
})

export const callRecordingOperations = [startRecording, addRecordingChunk, pauseRecording, endRecording, playRecording] as const
