import { beginRun, handUp, leaveStepOut, listRuns, signReception, takeStep } from '@shouwen/contract/handling-procedures'
import { commit } from '@shouwen/contract/handling-cards'
import { acceptHandover } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const told = { stage: 'first-word', within: '2h' as const, words: '两小时内给您回电' }
const strokes = [[[100, 100], [300, 220], [500, 90]]] as [number, number][][]

/** A call of the ticket, as the voice capability keeps it. */
async function callOf(ticketId: string, ended: { by: 'customer' | 'agent' } | null): Promise<string> {
  const now = d.t.clock.now()
  return d.t.asSystem(async ({ tx, app }) => {
    const conversation = app.newId()
    const id = app.newId()
    await tx
      .insertInto('contacts.conversation')
      .values({ region_id: 1, id: conversation, channel: 'phone', state: ended ? 'closed' : 'active', ticket_id: ticketId, customer_id: d.customerId, opened_at: now, closed_at: ended ? now : null, assigned_staff_id: d.people.wang.id, language: 'zh-CN', subject: '投诉', preview: '', last_message_at: now } as never)
      .execute()
    await tx
      .insertInto('voice.call')
      .values({ region_id: 1, id, conversation_id: conversation, direction: 'in', state: ended ? 'ended' : 'connected', language: 'zh-CN', started_at: now, answered_at: now, ended_at: ended ? now : null, ended_by: ended?.by ?? null, staff_id: d.people.wang.id } as never)
      .execute()
    return id
  })
}

async function telephone(ticketId: string, until = 4): Promise<string> {
  const run = await d.t.ok(beginRun, { ticketId, procedure: 'telephone' }, d.people.wang)
  const steps: [string, Record<string, string | boolean>][] = [
    ['listen', {}],
    ['apologise', {}],
    ['record', { restated: '搬来后屋里没有信号', confirmed: true }],
    ['reply', { answer: '明天上午上门测试' }],
    ['apologise-again', {}]
  ]
  for (const [step, answers] of steps.slice(0, until)) await d.t.ok(takeStep, { ticketId, runId: run.id, step, answers }, d.people.wang)
  return run.id
}

describe('a complaint by telephone, step by step (TK-22)', () => {
  test('each step in its turn, with the place in the call; the last when the customer let go first (SC-13)', async () => {
    const ticketId = await d.open()
    const callId = await callOf(ticketId, null)
    d.t.clock.advance(30_000)
    const runId = await telephone(ticketId, 5)
    expect(await d.code(takeStep, { ticketId, runId, step: 'farewell' }, d.people.wang)).toBe('evidence-missing')
    await d.t.asSystem(({ tx }) => tx.updateTable('voice.call').set({ state: 'ended', ended_at: d.t.clock.now(), ended_by: 'customer' }).where('region_id', '=', 1).where('id', '=', callId).execute())
    const over = await d.t.ok(takeStep, { ticketId, runId, step: 'farewell' }, d.people.wang)
    expect(over.finishedAt).not.toBeNull()
    expect(over.steps[0]?.found).toMatchObject([{ kind: 'call', ref: callId, offsetSeconds: 30 }])
    expect(over.steps.at(-1)?.found).toMatchObject([{ kind: 'released', ref: callId, by: 'customer' }])
    const proofs = await d.t.db.selectFrom('platform.evidence').select('payload').where('subject_id', '=', ticketId).where('kind', '=', 'complaint.procedure-finished').execute()
    expect(proofs).toHaveLength(1)
  })

  test('when we let go first the step is not ticked but left out, with the reason', async () => {
    const ticketId = await d.open()
    const runId = await telephone(ticketId, 5)
    await callOf(ticketId, { by: 'agent' })
    expect(await d.code(takeStep, { ticketId, runId, step: 'farewell' }, d.people.wang)).toBe('evidence-missing')
    const over = await d.t.ok(leaveStepOut, { ticketId, runId, step: 'farewell', reason: '线路故障，我方先断' }, d.people.wang)
    expect(over.steps.at(-1)).toMatchObject({ state: 'left-out', reason: '线路故障，我方先断' })
  })

  test('an answer or a told time is needed, and a told time is a promise with its clock (TK-36)', async () => {
    const ticketId = await d.open()
    const runId = await telephone(ticketId, 3)
    expect(await d.code(takeStep, { ticketId, runId, step: 'reply' }, d.people.wang)).toBe('evidence-missing')
    await d.t.ok(commit, { ticketId, ...told }, d.people.wang)
    const after = await d.t.ok(takeStep, { ticketId, runId, step: 'reply' }, d.people.wang)
    expect(after.steps[3]?.found).toMatchObject([{ kind: 'promise' }])
  })

  test('no step out of its turn, none without what it asks for, none of another complaint', async () => {
    const ticketId = await d.open()
    const run = await d.t.ok(beginRun, { ticketId, procedure: 'telephone' }, d.people.wang)
    expect((await d.t.ok(beginRun, { ticketId, procedure: 'telephone' }, d.people.li)).id).toBe(run.id)
    expect(await d.code(takeStep, { ticketId, runId: run.id, step: 'record' }, d.people.wang)).toBe('step-not-its-turn')
    for (const step of ['listen', 'apologise']) await d.t.ok(takeStep, { ticketId, runId: run.id, step }, d.people.wang)
    expect(await d.code(takeStep, { ticketId, runId: run.id, step: 'record', answers: { restated: '' } }, d.people.wang)).toBe('required-field-missing')
    expect(await d.code(takeStep, { ticketId: await d.open(), runId: run.id, step: 'record' }, d.people.wang)).toBe('not-found')
    expect(await d.code(takeStep, { ticketId, runId: run.id, step: 'dance' }, d.people.wang)).toBe('not-found')
    expect(await d.code(beginRun, { ticketId, procedure: 'constructor' }, d.people.wang)).toBe('procedure-unknown')
    expect(await d.code(takeStep, { ticketId, runId: run.id, step: 'record', answers: { restated: 'x'.repeat(5000) } } as never, d.people.wang)).toBe('invalid-input')
  })
})

describe('a complaint on site (TK-23, TK-24, TK-25, TK-27)', () => {
  async function received(solvedOnSpot: boolean): Promise<{ ticketId: string; runId: string }> {
    const ticketId = await d.open(d.people.clerk, { channel: 'hall' })
    const run = await d.t.ok(beginRun, { ticketId, procedure: 'on-site' }, d.people.clerk)
    await d.t.ok(takeStep, { ticketId, runId: run.id, step: 'ask', answers: { place: '五一路营业厅' } }, d.people.clerk)
    await d.t.ok(takeStep, { ticketId, runId: run.id, step: 'accept', answers: { notes: '客户称屋里没信号', solvedOnSpot, causeOwner: '网络部' } }, d.people.clerk)
    return { ticketId, runId: run.id }
  }

  test('the record is signed on the screen with place and time, proven, and a copy reaches the customer', async () => {
    const { ticketId, runId } = await received(true)
    expect(await d.code(takeStep, { ticketId, runId, step: 'confirm' }, d.people.clerk)).toBe('evidence-missing')
    const signed = await d.t.ok(signReception, { ticketId, runId, place: '五一路营业厅 3 号台', latitude: 28.19, longitude: 112.98, signer: '张三丰', strokes }, d.people.clerk)
    expect(signed.record).toMatchObject({ signer: '张三丰', place: '五一路营业厅 3 号台', unsignedReason: null, copySent: true, copyBySms: 'queued', strokes })
    expect(signed.record?.words).toContain('客户称屋里没信号')
    expect(signed.record?.sha256).toMatch(/^[0-9a-f]{64}$/)
    const over = await d.t.ok(takeStep, { ticketId, runId, step: 'confirm' }, d.people.clerk)
    expect(over.finishedAt).not.toBeNull()
    expect(over.steps.at(-1)?.state).toBe('not-needed')
    const notes = await d.t.db.selectFrom('tickets.note').select(['body', 'visible_to_customer']).where('ticket_id', '=', ticketId).where('visible_to_customer', '=', true).execute()
    expect(notes.some(({ body }) => body.includes('投诉接待记录'))).toBe(true)
    expect(await d.code(signReception, { ticketId, runId, place: 'x', signer: 'y', strokes }, d.people.clerk)).toBe('step-not-its-turn')
  })

  test('who does not sign has a reason, and a slip of the finger is no signature', async () => {
    const { ticketId, runId } = await received(true)
    for (const [code, given] of [
      ['signature-or-reason', {}],
      ['signature-or-reason', { strokes }],
      ['signature-or-reason', { signer: '张三丰', strokes, unsignedReason: '不愿签' }],
      ['signature-too-small', { signer: '张三丰', strokes: [[[1, 1], [2, 2]]] }],
      ['invalid-input', { signer: '张三丰', strokes: [[[1, 1], [2000, 2]]] }]
    ] as const)
      expect(await d.code(signReception, { ticketId, runId, place: '营业厅', ...given } as never, d.people.clerk), code).toBe(code)
    const unsigned = await d.t.ok(signReception, { ticketId, runId, place: '营业厅', unsignedReason: '客户赶时间' }, d.people.clerk)
    expect(unsigned.record).toMatchObject({ strokes: null, unsignedReason: '客户赶时间' })
    expect(await d.code(signReception, { ticketId, runId, place: '营业厅', unsignedReason: '再来' }, d.people.clerk)).toBe('record-already-signed')
  })

  test('what is not solved goes to the superior, with a clock, when the customer knows when they hear from us', async () => {
    const { ticketId, runId } = await received(false)
    await d.t.ok(signReception, { ticketId, runId, place: '营业厅', signer: '张三丰', strokes }, d.people.clerk)
    await d.t.ok(takeStep, { ticketId, runId, step: 'confirm' }, d.people.clerk)
    expect(await d.code(takeStep, { ticketId, runId, step: 'hand-up' }, d.people.clerk)).toBe('evidence-missing')
    expect(await d.code(handUp, { ticketId, reason: '需网络部测试' }, d.people.clerk)).toBe('next-contact-not-told')
    await d.t.ok(commit, { ticketId, ...told }, d.people.clerk)
    const up = await d.t.ok(handUp, { ticketId, reason: '需网络部测试' }, d.people.clerk)
    expect(up.to.id).toBe(d.people.manager.id)
    const over = await d.t.ok(takeStep, { ticketId, runId, step: 'hand-up' }, d.people.clerk)
    expect(over.finishedAt).not.toBeNull()
    const { promises } = await d.t.ok(readTicket, { ticketId }, d.people.clerk)
    expect(promises.some(({ promise, state }) => promise === 'accept' && state === 'running')).toBe(true)
    await d.t.ok(acceptHandover, { ticketId, handoverId: up.handoverId }, d.people.manager)
    expect((await d.t.ok(readTicket, { ticketId }, d.people.manager)).ticket.owner?.id).toBe(d.people.manager.id)
  })
})

describe('a dispute on site (TK-59)', () => {
  test('is told to the superior when it begins, recorded step by step, and ends in their hands', async () => {
    const ticketId = await d.open(d.people.clerk, { channel: 'hall' })
    const run = await d.t.ok(beginRun, { ticketId, procedure: 'dispute-on-site' }, d.people.clerk)
    const mentions = await d.t.db.selectFrom('tickets.mention').select('staff_id').where('ticket_id', '=', ticketId).execute()
    expect(mentions.map(({ staff_id }) => staff_id)).toEqual([d.people.manager.id])
    const take = (step: string, answers: Record<string, string | boolean> = {}) => d.t.ok(takeStep, { ticketId, runId: run.id, step, answers }, d.people.clerk)
    await take('separate', { place: '五一路营业厅' })
    await take('quiet-room')
    await take('supervisor', { supervisor: '厅经理' })
    await take('safety', { violence: false, police: false })
    await take('evidence', { kept: '监控 10:00 至 10:20' })
    await d.t.ok(commit, { ticketId, ...told }, d.people.clerk)
    await d.t.ok(handUp, { ticketId, reason: '现场纠纷' }, d.people.clerk)
    expect((await take('report-up')).finishedAt).not.toBeNull()
    const { items } = await d.t.ok(listRuns, { ticketId }, d.people.manager)
    expect(items).toMatchObject([{ procedure: { code: 'dispute-on-site', incident: true } }])
  })
})
