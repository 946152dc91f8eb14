import { createHash } from 'node:crypto'
import { addRecordingChunk, endRecording, pauseRecording, playRecording, startRecording } from '@shouwen/contract/call-recordings'
import { listCalls, wrapUpCall } from '@shouwen/contract/calls'
import { hangUpMyCall, pressMyDigits } from '@shouwen/contract/portal-calls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CallDesk, type Caller, startCallDesk } from './testing/call-desk.ts'

let d: CallDesk
let caller: Caller
let callId: string
beforeAll(async () => {
  d = await startCallDesk({ at: '2026-11-24T02:00:00Z' })
  caller = await d.talk(d.agents.wang)
  callId = caller.call.id
})
afterAll(() => d.t.stop())

/** What a browser's file begins with, so that it is taken for what it is. */
const head = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff', 'hex')
const content = (bytes: Buffer) => bytes.toString('base64')

test('pieces arrive in order, once each; a hole, a stranger and a call that was not announced are refused', async () => {
  const { id: recordingId } = await d.t.ok(startRecording, { callId, mediaType: 'audio/webm' }, d.agents.wang)
  const add = (no: number, bytes: Buffer, agent = d.agents.wang) => d.t.call(addRecordingChunk, { callId, recordingId, no, content: content(bytes) }, agent)
  expect((await add(0, head)).body).toEqual({ chunks: 1 })
  expect((await add(0, head)).body).toEqual({ chunks: 1 })
  expect((await add(2, Buffer.from('x'))).problem).toMatchObject({ code: 'recording-chunk-missing', details: { expected: 1 } })
  expect((await add(1, Buffer.from('x'), d.agents.li)).problem.code).toBe('call-not-for-you')
  expect((await d.t.call(startRecording, { callId, mediaType: 'audio/webm' }, d.agents.li)).problem.code).toBe('call-not-for-you')
  expect((await add(1, Buffer.from('second'))).body).toEqual({ chunks: 2 })

  // Sensitive data: from when to when is kept, and so is that keys were pressed, but not which.
  await d.t.ok(pauseRecording, { callId, recordingId, paused: true }, d.agents.wang)
  expect(await d.seen(caller)).toMatchObject({ recording: 'paused' })
  await d.t.ok(pressMyDigits, { callId, digits: '6222021234' }, caller)
  d.t.clock.advance(8_000)
  await d.t.ok(pauseRecording, { callId, recordingId, paused: false }, d.agents.wang)
  const steps = await d.t.db.selectFrom('voice.step').select('data').where('call_id', '=', callId).where('kind', '=', 'digits').execute()
  expect(steps.map((step) => step.data)).toEqual([{ count: 10 }])

  // The last seconds come after the customer has hung up.
  await d.t.ok(hangUpMyCall, { callId }, caller)
  expect((await add(2, Buffer.from('third'))).body).toEqual({ chunks: 3 })
  await d.t.ok(endRecording, { callId, recordingId }, d.agents.wang)
  await d.t.drain()

  const whole = Buffer.concat([head, Buffer.from('second'), Buffer.from('third')])
  const sha256 = createHash('sha256').update(whole).digest('hex')
  const row = await d.t.db.selectFrom('voice.recording').selectAll().where('id', '=', recordingId).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ state: 'kept', bytes: whole.length, pauses: [{ from: '2026-11-24T02:00:00.000Z', to: '2026-11-24T02:00:08.000Z' }] })
  expect(row.sha256?.toString('hex')).toBe(sha256)
  expect(await d.t.db.selectFrom('voice.recording_chunk').select('no').where('recording_id', '=', recordingId).execute()).toEqual([])
  const proof = await d.t.db.selectFrom('platform.evidence').select('payload').where('kind', '=', 'call.recorded').where('subject_id', '=', callId).executeTakeFirstOrThrow()
  expect(proof.payload).toMatchObject({ sha256, announced: d.announcementVersion, left: 'customer', right: 'agent' })
  expect((await add(3, Buffer.from('too late'))).problem.code).toBe('recording-over')

  // Who may listen hears it whole, and it is in the audit; others may not.
  const { items } = await d.t.ok(listCalls, { conversationId: caller.call.conversationId }, d.agents.leader)
  expect(items[0]).toMatchObject({ mayListen: true, recordings: [{ id: recordingId, sha256 }] })
  const played = await d.t.call(playRecording, { callId, recordingId }, d.agents.leader)
  expect(played.status).toBe(200)
  expect(played.headers).toMatchObject({ 'content-type': 'audio/webm', 'content-length': String(whole.length) })
  expect((await d.t.call(playRecording, { callId, recordingId }, d.agents.wang)).status).toBe(403)
  const audit = await d.t.db.selectFrom('platform.audit').select('actor_id').where('verb', '=', 'recording.listen').where('outcome', '=', 'done').execute()
  expect(audit).toEqual([{ actor_id: d.agents.leader.id }])
  await d.t.ok(wrapUpCall, { callId, result: 'follow-up' }, d.agents.wang)
})

test('a browser that died leaves what it had sent: it is put together by itself', async () => {
  const next = await d.talk(d.agents.li)
  const { id: recordingId } = await d.t.ok(startRecording, { callId: next.call.id, mediaType: 'audio/webm' }, d.agents.li)
  await d.t.ok(addRecordingChunk, { callId: next.call.id, recordingId, no: 0, content: content(head) }, d.agents.li)
  await d.t.ok(hangUpMyCall, { callId: next.call.id }, next)
  const state = async () => (await d.t.db.selectFrom('voice.recording').select('state').where('id', '=', recordingId).executeTakeFirstOrThrow()).state
  await d.t.drain()
  expect(await state()).toBe('ended')
  d.t.clock.advance(61_000)
  await d.t.drain()
  expect(await state()).toBe('kept')
})
