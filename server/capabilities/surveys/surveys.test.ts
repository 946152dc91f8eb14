import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { customerTimeline } from '@shouwen/contract/contacts'
import { recordConsent } from '@shouwen/contract/customers'
import * as contract from '@shouwen/contract/surveys'
import { answerTicket, takeTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { type Hotline, openHotline } from './testing/hotline.ts'

let h: Hotline
beforeAll(async () => {
  h = await openHotline()
})
afterAll(() => h.t.stop())
const DAY = 86_400_000
/** The next test asks the same customers again. */
afterEach(() => h.t.clock.advance(2 * DAY))

const followUpOf = async (surveyId: string) =>
  (await h.t.db.selectFrom('surveys.survey').select('follow_up_ticket_id as id').where('id', '=', surveyId).executeTakeFirstOrThrow()).id

describe('asking', () => {
  test('a closed ticket, an inquiry like a complaint, asks its customer once, by a link that holds nothing personal @norm KP-01 SP-19', async () => {
    const { ticketId, link, token, surveyId } = await h.asked(h.staff.north, h.customers.zhang)
    expect(link).toMatch(/^http:\/\/[^/]+\/survey#1\.[\w-]{43}$/)
    const { form, survey, language } = await h.t.ok(contract.readSurvey, { token })
    expect(form.questions.map((question) => question.code)).toEqual(['process', 'result'])
    expect(form.scores.at(-1)).toEqual({ score: 5, zh: '非常满意', en: 'very satisfied' })
    expect(survey).toMatchObject({ id: surveyId, state: 'open', ticketId, given: null })
    expect(language).toBe('zh-CN')
    const rows = await h.t.db.selectFrom('surveys.survey').selectAll().where('ticket_id', '=', ticketId).execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token.slice(2))
  })

  test('in the language of the customer', async () => {
    const { token } = await h.asked(h.staff.north, h.customers.smith)
    expect((await h.t.ok(contract.readSurvey, { token })).language).toBe('en')
  })

  test('the same event twice asks once', async () => {
    const { ticketId } = await h.asked(h.staff.north, h.customers.zhang)
    await h.t.db.updateTable('platform.cursor').set({ xid: '0', seq: 0 }).where('name', '=', 'surveys.ask-after-close').execute()
    h.t.clock.advance(2 * DAY)
    await h.t.drain()
    expect(await h.t.db.selectFrom('surveys.survey').select('id').where('ticket_id', '=', ticketId).execute()).toHaveLength(1)
  })

  test('not twice within the days of the rulebook, whether we know the customer or only the number', async () => {
    for (const asker of [h.customers.zhang, { contactPhone: '13700001111' }]) {
      await h.asked(h.staff.north, asker)
      const second = await h.closedTicket(h.staff.south, asker)
      await h.t.drain()
      expect(await h.askedAbout(second)).toBeNull()
      h.t.clock.advance(DAY + 1000)
      await h.asked(h.staff.north, asker)
    }
    const rows = await h.t.db.selectFrom('surveys.survey').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('13700001111')
  })

  test('not about our own matters, and not a customer who said no to surveys @norm CI-06', async () => {
    const ours = await h.closedTicket(h.staff.north, h.customers.li, { source: 'internal' })
    const consent = { regionId: 1, customerId: h.customers.li.customerId, purpose: 'surveys' as const, source: 'phone' as const, textVersion: '1' }
    await h.t.ok(recordConsent, { ...consent, granted: false }, h.staff.northLeader)
    const unwanted = await h.closedTicket(h.staff.north, h.customers.li)
    await h.t.drain()
    expect([await h.askedAbout(ours), await h.askedAbout(unwanted)]).toEqual([null, null])
    h.t.clock.advance(1000)
    await h.t.ok(recordConsent, { ...consent, granted: true }, h.staff.northLeader)
    await h.asked(h.staff.north, h.customers.li)
  })
})

describe('answering by the link', () => {
  test('one tap is an answer; reasons and words follow, and it may be changed until it expires', async () => {
    const { token } = await h.asked(h.staff.north, h.customers.zhang)
    expect(await h.t.ok(contract.answerSurvey, { token, result: 4 })).toMatchObject({ state: 'answered', given: { process: null, result: 4, reasons: [] } })
    await h.t.ok(contract.answerSurvey, { token, process: 5, reasons: ['quick'], comment: '  很快  ' })
    await h.t.ok(contract.answerSurvey, { token, result: 5 })
    const { survey } = await h.t.ok(contract.readSurvey, { token })
    expect(survey.given).toMatchObject({ process: 5, result: 5, reasons: ['quick'], comment: '很快' })
    h.t.clock.advance(8 * DAY)
    expect((await h.t.call(contract.answerSurvey, { token, result: 1 })).problem.code).toBe('survey-expired')
    expect((await h.t.ok(contract.readSurvey, { token })).survey.given?.result).toBe(5)
  })

  test('what the rulebook does not know is refused and nothing is kept', async () => {
    const { token } = await h.asked(h.staff.north, h.customers.zhang)
    const code = async (answer: object) => (await h.t.call(contract.answerSurvey, { token, ...answer })).problem.code
    expect(await code({})).toBe('survey-score-missing')
    expect(await code({ reasons: ['quick'] })).toBe('survey-score-missing')
    expect(await code({ result: 0 })).toBe('invalid-input')
    expect(await code({ result: 6 })).toBe('invalid-input')
    expect(await code({ result: 5, reasons: ['constructor'] })).toBe('survey-reason-unknown')
    expect(await code({ result: 5, comment: '长'.repeat(501) })).toBe('survey-comment-too-long')
    expect((await h.t.ok(contract.readSurvey, { token })).survey.state).toBe('open')
  })

  test('a guessed token finds nothing; a survey nobody answered ends', async () => {
    const { token } = await h.asked(h.staff.north, h.customers.zhang)
    const other = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    expect((await h.t.call(contract.readSurvey, { token: other })).problem.code).toBe('not-found')
    expect((await h.t.call(contract.answerSurvey, { token: `2.${token.slice(2)}`, result: 5 })).problem.code).toBe('not-found')
    expect((await h.t.call(contract.readSurvey, { token: "1.'; drop" })).problem.code).toBe('invalid-input')
    h.t.clock.advance(8 * DAY)
    expect((await h.t.ok(contract.readSurvey, { token })).survey.state).toBe('expired')
  })

  test('is the customer’s word, also in a browser where a staff member is signed in', async () => {
    const { token, surveyId } = await h.asked(h.staff.north, h.customers.zhang)
    await h.t.ok(contract.answerSurvey, { token, result: 5 }, h.staff.north)
    const event = await h.t.db.selectFrom('platform.event').select(['actor_kind', 'actor_id']).where('name', '=', 'survey.answered').where('subject_id', '=', surveyId).executeTakeFirstOrThrow()
    expect(event).toEqual({ actor_kind: 'anonymous', actor_id: null })
  })
})

describe('answering in the thread', () => {
  test('the signed-in customer sees and answers their own surveys only', async () => {
    const { surveyId, ticketId } = await h.asked(h.staff.north, h.customers.zhang)
    const zhang = await h.portalCookie(h.customers.zhang.phone)
    const li = await h.portalCookie(h.customers.li.phone)
    const mine = await h.t.ok(contract.listMySurveys, { ticketId }, zhang)
    expect(mine).toMatchObject({ items: [{ id: surveyId, state: 'open' }], form: { lowAtMost: 2 } })
    expect((await h.t.call(contract.answerMySurvey, { surveyId, result: 1 }, li)).problem.code).toBe('not-found')
    expect((await h.t.ok(contract.listMySurveys, { ticketId }, li)).items).toEqual([])
    expect(await h.t.ok(contract.answerMySurvey, { surveyId, result: 5 }, zhang)).toMatchObject({ given: { result: 5 } })
    expect((await h.t.call(contract.listMySurveys, {}, h.staff.north)).problem.code).toBe('not-signed-in')
    const seen = await h.t.ok(contract.listCustomerSurveys, { regionId: 1, customerId: h.customers.zhang.customerId, limit: 1 }, h.staff.south)
    expect(seen.items).toMatchObject([{ id: surveyId, given: { result: 5 } }])
    expect((await h.t.call(contract.listCustomerSurveys, { regionId: 1, customerId: h.customers.zhang.customerId }, h.staff.cantonese)).problem.code).toBe('not-permitted')
  })

  test('stands in the one history of the customer, for those who may read the customer @norm CC-08', async () => {
    const { surveyId, ticketId, token } = await h.asked(h.staff.north, h.customers.zhang)
    await h.t.ok(contract.answerSurvey, { token, result: 4, comment: '讲清楚了' })
    const at = { regionId: 1, customerId: h.customers.zhang.customerId }
    const line = (await h.t.ok(customerTimeline, at, h.staff.south)).items.find(({ id }) => id === surveyId)
    expect(line).toMatchObject({ type: 'survey', state: 'answered', score: 4, preview: '讲清楚了', ticketId, staff: { id: h.staff.north.id } })
    const page = await h.t.ok(customerTimeline, { ...at, limit: 1 }, h.staff.south)
    const next = await h.t.ok(customerTimeline, { ...at, limit: 100, cursor: page.nextCursor as string }, h.staff.south)
    expect([...page.items, ...next.items].filter(({ id }) => id === surveyId)).toHaveLength(1)
    const away = await h.t.call(customerTimeline, at, h.staff.cantonese)
    expect(JSON.stringify(away.body)).not.toContain(surveyId)
  })
})

describe('a low score', () => {
  test('opens a ticket beside the first whose promise counts from the score; telling the customer keeps it @norm SP-20', async () => {
    const { ticketId, surveyId, token } = await h.asked(h.staff.north, h.customers.zhang)
    const scoredAt = h.t.clock.now()
    await h.t.ok(contract.answerSurvey, { token, result: 1, reasons: ['not-solved', 'too-slow'], comment: '还是断网' })
    h.t.clock.advance(20 * 60_000)
    await h.t.drain()
    const followUpId = (await followUpOf(surveyId)) as string
    const read = () => h.t.ok(readTicket, { ticketId: followUpId }, h.staff.northLeader)
    const page = await read()
    expect(page.ticket).toMatchObject({ kind: 'request', source: 'survey', title: expect.stringContaining('低分回访'), description: expect.stringContaining('还是断网') })
    expect(page.ticket.description).toContain('问题没解决、处理太慢')
    expect(page.links).toMatchObject([{ kind: 'follow-up', ticketId }])
    const recover = page.promises.find((promise) => promise.promise === 'recover')
    expect(recover).toMatchObject({ state: 'running', startedAt: scoredAt.toISOString(), dueAt: new Date(scoredAt.getTime() + DAY).toISOString() })
    await h.t.ok(takeTicket, { ticketId: followUpId }, h.staff.northLeader)
    await h.t.ok(answerTicket, { ticketId: followUpId, body: '非常抱歉，今天下午上门。' }, h.staff.northLeader)
    expect((await read()).promises.find((promise) => promise.promise === 'recover')?.state).toBe('kept')
  })

  test('opens one follow-up, however often the customer changes the answer or the event comes', async () => {
    const { surveyId, token } = await h.asked(h.staff.north, h.customers.zhang)
    await h.t.ok(contract.answerSurvey, { token, process: 5, result: 2 })
    await h.t.drain()
    const first = await followUpOf(surveyId)
    await h.t.ok(contract.answerSurvey, { token, result: 5 })
    await h.t.ok(contract.answerSurvey, { token, result: 1 })
    await h.t.db.updateTable('platform.cursor').set({ xid: '0', seq: 0 }).where('name', '=', 'surveys.follow-up-low-score').execute()
    await h.t.drain()
    expect(first).not.toBeNull()
    expect(await followUpOf(surveyId)).toBe(first)
    expect(await h.t.db.selectFrom('tickets.ticket').select('id').where('source', '=', 'survey').execute()).toHaveLength(2)
  })

  test('three of five is not low, and opens nothing', async () => {
    const { surveyId, token } = await h.asked(h.staff.north, h.customers.zhang)
    await h.t.ok(contract.answerSurvey, { token, process: 3, result: 3 })
    await h.t.drain()
    expect(await followUpOf(surveyId)).toBeNull()
  })
})
