import * as books from '@shouwen/contract/handling-cards'
import { getCustomer } from '@shouwen/contract/customers'
import { customerTimeline } from '@shouwen/contract/contacts'
import { changeStatus } from '@shouwen/contract/ticket-work'
import { listTimeline, readTicket } from '@shouwen/contract/tickets'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { forgetExpired } from './case-over.ts'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const attach = (ticketId: string, behaviour: string, who = d.people.wang) => d.t.ok(books.attachBehaviour, { ticketId, behaviour, moodBefore: 'angry' }, who)

describe('books by behaviour (TK-37, TK-49, TK-50, TK-51, TK-52, TK-53, TK-54, TK-55)', () => {
  test('the library has the types of the seed in respectful words, each with all its parts', async () => {
    const { books: all } = await d.t.ok(books.readBehaviours, { ticketId: await d.open() }, d.people.wang)
    const norms = Object.values(rulebook().handling.behaviours.behaviours).map(({ norm }) => norm)
    for (const norm of ['TK-37', 'TK-49', 'TK-50', 'TK-51', 'TK-52', 'TK-53', 'TK-54']) expect(norms).toContain(norm)
    for (const book of all) {
      expect(book.do.zh.length * book.dont.zh.length * book.scripts.length).toBeGreaterThan(0)
      expect(JSON.stringify(book)).not.toMatch(/农民|rural|手榴弹|grenade|变色龙|chameleon|投诉为生|for a living|刁民|难缠/i)
    }
  })

  test('a book belongs to the ticket: nothing of it is on the customer, in histories, events or audit', async () => {
    const ticketId = await d.open()
    await attach(ticketId, 'venting')
    const texts = JSON.stringify([
      await d.t.ok(getCustomer, { regionId: 1, customerId: d.customerId }, d.people.wang),
      await d.t.ok(customerTimeline, { regionId: 1, customerId: d.customerId }, d.people.leader),
      await d.t.ok(readTicket, { ticketId }, d.people.wang),
      await d.t.ok(listTimeline, { ticketId }, d.people.wang),
      await d.t.db.selectFrom('platform.event').select(['name', 'data']).where('subject_id', '=', ticketId).execute(),
      await sql`select * from platform.audit where subject_id = ${ticketId}::uuid`.execute(d.t.db),
      await d.t.db.selectFrom('platform.evidence').select('payload').where('subject_id', '=', ticketId).execute()
    ])
    expect(texts).not.toContain('venting')
    const columns = await sql<{ n: number }>`select count(*)::int as n from information_schema.columns where table_schema = 'customers' and column_name ~ 'behaviour'`.execute(d.t.db)
    expect(columns.rows[0]?.n).toBe(0)
  })

  test('when the ticket ends the book is gone from every view, and only counts without persons are left', async () => {
    const ticketId = await d.open()
    await attach(ticketId, 'changing')
    expect((await d.t.ok(books.readBehaviours, { ticketId }, d.people.wang)).uses).toMatchObject([{ behaviour: 'changing', state: 'used' }])
    await d.t.ok(changeStatus, { ticketId, to: 'cancelled', reason: '客户撤回' }, d.people.wang)
    // Even before anything is cleaned up.
    expect((await d.t.ok(books.readBehaviours, { ticketId }, d.people.wang)).uses).toEqual([])
    await d.t.drain()
    expect(await d.t.db.selectFrom('handling.behaviour_use').select('id').where('ticket_id', '=', ticketId).execute()).toEqual([])
    const { items } = await d.t.ok(books.readBehaviourLibrary, {}, d.people.leader)
    expect(items.find(({ code }) => code === 'changing')).toMatchObject({ uses: 1, outcomes: [{ code: 'not-used', uses: 1 }] })
    const tally = await sql<{ column_name: string }>`select column_name from information_schema.columns where table_schema = 'handling' and table_name = 'behaviour_tally'`.execute(d.t.db)
    expect(tally.rows.map((row) => row.column_name)).not.toContain('ticket_id')
  })

  test('how it worked is counted by outcome and mood', async () => {
    const ticketId = await d.open()
    const { useId } = await attach(ticketId, 'silent')
    await d.t.ok(books.endBehaviour, { ticketId, useId, outcome: 'calmed', moodAfter: 'calm' }, d.people.wang)
    expect((await d.t.ok(books.readBehaviours, { ticketId }, d.people.wang)).uses).toEqual([])
    const { items } = await d.t.ok(books.readBehaviourLibrary, {}, d.people.wang)
    expect(items.find(({ code }) => code === 'silent')).toMatchObject({ uses: 1, calmer: 1, outcomes: [{ code: 'calmed', uses: 1 }] })
    expect((await d.t.ok(books.readBehaviourLibrary, {}, d.people.engineer)).items.find(({ code }) => code === 'silent')?.uses).toBe(0)
  })

  test('the book for many complaints needs another person, and expires by itself (TK-54)', async () => {
    const ticketId = await d.open()
    const { useId, state } = await attach(ticketId, 'repeated', d.people.leader)
    expect(state).toBe('asked')
    expect(await d.code(books.decideBehaviour, { ticketId, useId, approved: true }, d.people.leader)).toBe('own-asking')
    expect(await d.code(books.decideBehaviour, { ticketId, useId, approved: true }, d.people.wang)).toBe('not-permitted')
    const other = await d.person('floor-supervisor', d.units.hotline)
    await d.t.ok(books.decideBehaviour, { ticketId, useId, approved: true }, other)
    expect(await d.code(books.decideBehaviour, { ticketId, useId, approved: true }, other)).toBe('behaviour-not-asked')
    d.t.clock.advance(31 * 86_400_000)
    expect((await d.t.ok(books.readBehaviours, { ticketId }, d.people.wang)).uses).toEqual([])
    await transact(d.t.app, { kind: 'system', name: 'test' }, forgetExpired)
    expect(await d.t.db.selectFrom('handling.behaviour_use').select('id').where('ticket_id', '=', ticketId).execute()).toEqual([])
  })

  test('refused it is taken off and counts for nothing', async () => {
    const ticketId = await d.open()
    const { useId } = await attach(ticketId, 'repeated')
    await d.t.ok(books.decideBehaviour, { ticketId, useId, approved: false }, d.people.leader)
    expect((await d.t.ok(books.readBehaviours, { ticketId }, d.people.wang)).uses).toEqual([])
    expect(await d.code(books.attachBehaviour, { ticketId, behaviour: '__proto__' } as never, d.people.wang)).toBe('invalid-input')
    expect(await d.code(books.attachBehaviour, { ticketId, behaviour: 'nice' }, d.people.wang)).toBe('behaviour-unknown')
    await attach(ticketId, 'venting')
    expect(await d.code(books.attachBehaviour, { ticketId, behaviour: 'venting' }, d.people.wang)).toBe('behaviour-already-there')
  })

  test('special demands have their approved script and go where they are decided (TK-53)', async () => {
    const ticketId = await d.open()
    const first = await d.t.ok(books.recordDemand, { ticketId, kind: 'public-apology' }, d.people.wang)
    expect(first.taskId).not.toBeNull()
    const task = await d.t.db.selectFrom('tickets.task').select('unit_id').where('id', '=', first.taskId).executeTakeFirstOrThrow()
    expect(task.unit_id).toBe(d.units.law)
    expect((await d.t.ok(books.recordDemand, { ticketId, kind: 'public-apology' }, d.people.wang)).taskId).toBe(first.taskId)
    expect((await d.t.ok(books.recordDemand, { ticketId, kind: 'compensation-only' }, d.people.wang)).taskId).toBeNull()
    expect(await d.code(books.recordDemand, { ticketId, kind: 'the-moon' }, d.people.wang)).toBe('demand-unknown')
  })

  test('offers are versions with validity; acceptance has its proof, and going back on it is counted (TK-50)', async () => {
    const ticketId = await d.open()
    const valid = new Date(d.t.clock.now().getTime() + 3 * 86_400_000).toISOString()
    await d.t.ok(books.makeOffer, { ticketId, terms: '减免一个月', validUntil: valid }, d.people.wang)
    const second = await d.t.ok(books.makeOffer, { ticketId, terms: '减免两个月', validUntil: valid }, d.people.wang)
    expect(second.version).toBe(2)
    expect(await d.code(books.answerOffer, { ticketId, version: 1, answer: 'accepted', proofKind: 'recording', proof: '录音' }, d.people.wang)).toBe('offer-not-open')
    expect(await d.code(books.answerOffer, { ticketId, version: 2, answer: 'accepted' }, d.people.wang)).toBe('proof-missing')
    await d.t.ok(books.answerOffer, { ticketId, version: 2, answer: 'accepted', proofKind: 'recording', proof: '录音 05:10' }, d.people.wang)
    expect(await d.code(books.makeOffer, { ticketId, terms: '再加', validUntil: valid }, d.people.wang)).toBe('offer-accepted-already')
    await d.t.ok(books.answerOffer, { ticketId, version: 2, answer: 'taken-back' }, d.people.wang)
    const shown = await d.t.ok(books.readBehaviours, { ticketId }, d.people.wang)
    expect(shown).toMatchObject({ takenBack: 1, offers: [{ version: 2, state: 'taken-back' }, { version: 1, state: 'replaced' }] })
    const third = await d.t.ok(books.makeOffer, { ticketId, terms: '减免两个月', validUntil: valid }, d.people.wang)
    d.t.clock.advance(4 * 86_400_000)
    expect(await d.code(books.answerOffer, { ticketId, version: third.version, answer: 'accepted', proofKind: 'writing', proof: '确认函' }, d.people.wang)).toBe('offer-over')
    expect(await d.code(books.makeOffer, { ticketId, terms: 'x', validUntil: '2020-01-01T00:00:00Z' }, d.people.wang)).toBe('offer-time-wrong')
  })
})
