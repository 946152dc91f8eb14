import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addContactMeans, removeContactMeans } from '@shouwen/contract/customers'
import * as contract from '@shouwen/contract/legal'
import { mergeTickets } from '@shouwen/contract/ticket-links'
import { withdrawImported } from '#capabilities/tickets'
import { expireRecordings } from '#capabilities/voice'
import { isHeld } from '#platform/holds'
import { Refusal } from '#platform/refusal'
import { holdsOn } from './holds.ts'
import { type LegalOffice, openLegalOffice } from './testing/legal-office.ts'

let o: LegalOffice
beforeAll(async () => {
  o = await openLegalOffice()
})
afterAll(() => o.t.stop())

const hold = (subjectKind: 'ticket' | 'customer' | 'call' | 'recording', subjectId: string, by = o.staff.counsel) =>
  o.t.call(contract.placeHold, { regionId: 1, subjectKind, subjectId, reason: '拟起诉，保全证据' }, by)
const isGone = async (sha256: string) =>
  o.t.app.files.get(sha256).then(
    ({ stream }) => (stream.destroy(), false),
    (error: unknown) => error instanceof Refusal && error.code === 'file-missing'
  )

describe('Recordings are kept as long as the rulebook says and no longer', () => {
  test('an ordinary call 180 days, one of a complaint two years; what was deleted leaves its trace @norm TK-60', async () => {
    const ticketId = await o.complain()
    await o.t.db.updateTable('tickets.ticket').set({ status: 'closed' }).where('id', '=', ticketId).execute()
    const young = await o.recordedCall(null, '2026-06-01T00:00:00Z', 'young')
    const old = await o.recordedCall(null, '2026-05-01T00:00:00Z', 'old')
    const complaint = await o.recordedCall(ticketId, '2026-05-01T00:00:00Z', 'complaint')
    const ancient = await o.recordedCall(ticketId, '2024-11-01T00:00:00Z', 'ancient')
    expect(await expireRecordings(o.t.app)).toBe(2)
    expect(await o.recording(old.recordingId)).toMatchObject({
      state: 'deleted',
      file_id: null,
      deleted_because: 'recordings.days'
    })
    expect(await o.recording(ancient.recordingId)).toMatchObject({
      state: 'deleted',
      deleted_because: 'recordings.complaint_days'
    })
    expect((await o.recording(young.recordingId)).state).toBe('kept')
    expect(await o.recording(complaint.recordingId)).toMatchObject({
      state: 'kept',
      look_again_at: new Date('2028-04-30T00:00:00Z')
    })
    const trace = await o.t.db
      .selectFrom('platform.evidence')
      .select('payload')
      .where('kind', '=', 'recording.deleted')
      .where('subject_id', '=', old.callId)
      .executeTakeFirstOrThrow()
    expect(trace.payload).toMatchObject({
      recordingId: old.recordingId,
      sha256: old.sha256,
      because: 'recordings.days'
    })
    o.t.clock.advance(2 * 3_600_000)
    await o.t.drain()
    expect(await isGone(old.sha256)).toBe(true)
    expect(await isGone(young.sha256)).toBe(false)
    expect(await expireRecordings(o.t.app)).toBe(0)
  })

  test('a complaint that is still open keeps its calls, whatever their age', async () => {
    const { recordingId } = await o.recordedCall(await o.complain(), '2020-01-01T00:00:00Z', 'open complaint')
    await expireRecordings(o.t.app)
    expect((await o.recording(recordingId)).state).toBe('kept')
  })

  test('a hold on the recording, its call, ticket or customer keeps it; lifted, it goes at the next look @norm TK-20 TK-60', async () => {
    const kept: { id: string; holdId: string }[] = []
    for (const kind of ['recording', 'call', 'ticket', 'customer'] as const) {
      const ticketId = await o.complain({ kind: 'inquiry', customerId: o.customers.li.customerId })
      const one = await o.recordedCall(ticketId, '2020-01-01T00:00:00Z', `held ${kind}`, o.customers.li.customerId)
      const subject = {
        recording: one.recordingId,
        call: one.callId,
        ticket: ticketId,
        customer: o.customers.li.customerId
      }[kind]
      const placed = await hold(kind, subject)
      expect(placed.status, kind).toBe(201)
      expect((await hold(kind, subject)).problem.code).toBe('hold-already-placed')
      await expireRecordings(o.t.app)
      expect((await o.recording(one.recordingId)).state, kind).toBe('kept')
      await o.t.ok(contract.liftHold, { holdId: placed.body.id, reason: '已结案' }, o.staff.counselTwo)
      kept.push({ id: one.recordingId, holdId: placed.body.id })
    }
    o.t.clock.advance(25 * 3_600_000)
    await expireRecordings(o.t.app)
    for (const { id } of kept) expect((await o.recording(id)).state).toBe('deleted')
    expect(
      (await o.t.call(contract.liftHold, { holdId: kept[0]?.holdId as string, reason: '再次' }, o.staff.counsel))
        .problem.code
    ).toBe('hold-lifted')
    const audit = await o.t.db
      .selectFrom('platform.audit')
      .select(['verb', 'purpose'])
      .where('verb', 'in', ['legal.hold-placed', 'legal.hold-lifted'])
      .execute()
    expect(audit).toHaveLength(8)
    expect(audit.every(({ purpose }) => purpose !== null)).toBe(true)
  })
})

describe('Whatever deletes asks first', () => {
  test('a held ticket is neither merged away nor taken back with its import; a held customer loses no way to be reached', async () => {
    const [ticketId, intoId] = [await o.complain(), await o.complain()]
    const placed = await hold('ticket', ticketId)
    expect((await o.t.call(mergeTickets, { ticketId, intoId, reason: '同一事项' }, o.staff.handler)).problem.code).toBe(
      'under-legal-hold'
    )
    const row = await o.t.db
      .selectFrom('tickets.ticket')
      .select('updated_at')
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    expect(await o.t.asSystem((call) => withdrawImported(call, { regionId: 1, id: ticketId }, row.updated_at))).toBe(
      false
    )
    await o.t.ok(contract.liftHold, { holdId: placed.body.id, reason: '结案' }, o.staff.counsel)
    expect(await o.t.asSystem((call) => isHeld(call.tx, 1, [{ kind: 'ticket', id: ticketId }]))).toBe(false)

    const customerId = o.customers.smith.customerId
    await o.t.ok(
      addContactMeans,
      { regionId: 1, customerId, kind: 'email', value: 'smith@example.com' },
      o.staff.northLeader
    )
    const means = await o.t.db
      .selectFrom('customers.contact_means')
      .select('id')
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow()
    await hold('customer', customerId)
    expect(await holdsOn(o.t.db, 1, { kind: 'customer', id: customerId })).toBe(true)
    expect(
      (await o.t.call(removeContactMeans, { regionId: 1, customerId, meansId: means.id }, o.staff.northLeader)).problem
        .code
    ).toBe('under-legal-hold')
  })

  test('only counsel places and lifts holds, and only where they may', async () => {
    const ticketId = await o.complain()
    for (const who of [o.staff.handler, o.staff.northLeader, o.staff.executive])
      expect((await hold('ticket', ticketId, who)).problem.code).toBe('not-permitted')
    expect((await hold('ticket', ticketId, o.staff.cantoneseCounsel)).problem.code).toBe('not-found')
    expect((await hold('recording', ticketId)).problem.code).toBe('not-found')
  })
})
