import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classifyComplaint, confirmEvidence, listComplaints, readComplaint, readComplaintChoices, takeComplaint } from '@shouwen/contract/complaints'
import { answerTicket, resolveTicket } from '@shouwen/contract/ticket-work'
import { editTicket, openTicket, readTicket } from '@shouwen/contract/tickets'
import { customerWrote } from '#capabilities/tickets'
import { complaintLeaves } from '#server/rulebook-complaint-checks'
import { rulebook } from '#server/rulebook'
import { complaintOf } from './index.ts'
import { complaintDesk, type ComplaintDesk } from './testing/complaint-desk.ts'

let o: ComplaintDesk
beforeAll(async () => {
  o = await complaintDesk()
})
afterAll(() => o.t.stop())

const open = async (more: object = {}) => {
  const { id } = await o.t.ok(openTicket, { ...o.complaint, keep: true, ...more }, o.people.handler)
  await o.t.drain()
  return id
}
const read = (ticketId: string) => o.t.ok(readComplaint, { ticketId }, o.people.handler)
const blindSpot = { category: 'complaint.network.blind-spot', title: '家里没信号', description: '电梯和卧室都没有信号' }
const whole = { place: '阳光花园 3 栋 1802', indoor: 'indoor', when: 'always', terminal: 'Mate 60', phenomenon: 'none', othersToo: true }

describe('The leaves of the complaint tree', () => {
  test('no leaf lacks form, owner, evidence, playbook, limit of compensation or inspection @norm TK-07 TK-09 TK-10 TK-11 TK-12 TK-13', () => {
    const { leaves, forms, playbooks, inspections } = rulebook().complaints.leaves
    const wanted = complaintLeaves(rulebook().categories)
    expect(wanted).toEqual(
      expect.arrayContaining([
        ...['blind-spot', 'congestion', 'drop', 'crosstalk', 'cutover'].map((leaf) => `complaint.network.${leaf}`),
        'complaint.tariff.unknown-charge', 'complaint.marketing.no-consent', 'complaint.marketing.loophole', 'complaint.marketing.wrong-explanation', 'complaint.vas.subscribed', 'complaint.support.no-notice', 'complaint.attitude.hall'
      ])
    )
    for (const code of wanted) {
      const leaf = leaves[code]
      expect(leaf, code).toBeDefined()
      if (!leaf) continue
      expect(forms[leaf.form]?.some(({ required }) => required), code).toBe(true)
      expect(leaf.evidence.length, code).toBeGreaterThanOrEqual(3)
      expect(playbooks[leaf.playbook]?.steps.length, code).toBeGreaterThan(0)
      expect(inspections[leaf.inspection]?.items.length, code).toBeGreaterThan(0)
      expect(leaf.most_yuan, code).toBeGreaterThanOrEqual(0)
      // What may give money says how much; what may not gives none.
      expect(leaf.remedies.some((code) => code !== 'none'), code).toBe(leaf.most_yuan > 0 || leaf.remedies.length > 1)
    }
  })

  test('a coverage complaint asks for place, indoors or out, time, terminal and phenomenon @norm TK-09', async () => {
    const { leaf } = await read(await open(blindSpot))
    expect(leaf?.fields.filter(({ required }) => required).map(({ code }) => code)).toEqual(['place', 'indoor', 'when', 'terminal', 'phenomenon'])
    expect(leaf).toMatchObject({ missing: ['place', 'indoor', 'when', 'terminal', 'phenomenon'], owner: { code: 'network' }, playbook: { code: 'coverage' }, mostFen: 10_000 })
  })
})

describe('Classifying a complaint', () => {
  test('cause and form are fields of their own, beside content and severity @norm TK-07', async () => {
    const ticketId = await open(blindSpot)
    const after = await o.t.ok(classifyComplaint, { ticketId, cause: 'company-fault', leafForm: whole }, o.people.handler)
    expect(after.axes).toMatchObject({ content: { code: 'complaint.network.blind-spot' }, cause: { code: 'company-fault' }, severity: 'general', channelLevel: { code: 'ordinary' } })
    expect(after.leaf).toMatchObject({ values: whole, missing: [] })
    expect(await complaintOf(o.t.db, 1, ticketId)).toMatchObject({ cause: 'company-fault', content: 'complaint.network.blind-spot' })
  })

  test('the category of before keeps its answers to itself', async () => {
    const ticketId = await open(blindSpot)
    await o.t.ok(classifyComplaint, { ticketId, leafForm: whole }, o.people.handler)
    const { version } = (await o.t.ok(readTicket, { ticketId }, o.people.handler)).ticket
    await o.t.ok(editTicket, { ticketId, version, category: 'complaint.tariff.refund' }, o.people.handler)
    expect((await read(ticketId)).leaf).toMatchObject({ values: {}, missing: ['billMonth', 'chargeItem', 'chargedYuan'] })
  })

  test('evidence that is there is found, the rest is confirmed by somebody, who may also say it is not it @norm TK-15', async () => {
    const ticketId = await open({ ...blindSpot, customerId: o.customerId })
    const state = async () => Object.fromEntries((await read(ticketId)).leaf?.evidence.map(({ code, there, how }) => [code, `${there} ${how}`]) ?? [])
    expect(await state()).toMatchObject({ customer: 'true found', words: 'true found', form: 'false null', 'signal-test': 'false null', diagnosis: 'false null' })
    await o.t.ok(classifyComplaint, { ticketId, leafForm: whole }, o.people.handler)
    await o.t.ok(confirmEvidence, { ticketId, code: 'signal-test', there: true, note: '11 月 24 日现场测试 -118 dBm' }, o.people.handler)
    await o.t.ok(confirmEvidence, { ticketId, code: 'customer', there: false, note: '登记人不是机主' }, o.people.handler)
    await o.t.ok(resolveTicket, { ticketId, resolution: '纳入补点计划', rootCause: 'service-loophole', factCheck: '现场测试无信号' }, o.people.handler)
    expect(await state()).toMatchObject({ customer: 'false by-hand', form: 'true found', 'signal-test': 'true by-hand', diagnosis: 'true found' })
    expect((await read(ticketId)).leaf?.evidence.find(({ code }) => code === 'signal-test')).toMatchObject({ by: { id: o.people.handler.id }, note: '11 月 24 日现场测试 -118 dBm' })
  })

  test('bad input is refused with a code', async () => {
    const ticketId = await open(blindSpot)
    const code = async (input: object, op: typeof classifyComplaint | typeof confirmEvidence = classifyComplaint) => (await o.t.call(op, { ticketId, ...input } as never, o.people.handler)).problem.code
    expect(await code({ cause: 'the-weather' })).toBe('complaint-cause-unknown')
    expect(await code({ leafForm: { place: 'x\ny' } })).toBe('invalid-input')
    expect(await code({ leafForm: { phenomenon: 'ghosts' } })).toBe('invalid-input')
    expect(await code({ leafForm: { amount: 1e12 } })).toBe('invalid-input')
    expect(await code({ code: 'moon', there: true }, confirmEvidence)).toBe('complaint-evidence-unknown')
    const without = await open({ category: undefined })
    expect((await o.t.call(classifyComplaint, { ticketId: without, leafForm: { place: 'x' } }, o.people.handler)).problem.code).toBe('complaint-has-no-leaf')
    const inquiry = (await o.t.ok(openTicket, o.inquiry, o.people.wang)).id
    expect((await o.t.call(classifyComplaint, { ticketId: inquiry, cause: null }, o.people.wang)).problem.code).toBe('ticket-not-a-complaint')
  })

  test('agents classify their own complaints, others’ not; nobody classifies those of another region', async () => {
    const own = (await o.t.ok(openTicket, { ...o.complaint, keep: true }, o.people.wang)).id
    expect((await o.t.call(classifyComplaint, { ticketId: own, cause: 'company-fault' }, o.people.wang)).status).toBe(200)
    expect((await o.t.call(classifyComplaint, { ticketId: own, cause: 'company-fault' }, o.people.li)).problem.code).toBe('not-permitted')
    expect((await o.t.call(classifyComplaint, { ticketId: own, cause: 'company-fault' }, o.people.outsider)).status).toBe(404)
    expect((await o.t.call(classifyComplaint, { ticketId: own, cause: 'company-fault' }, o.people.inspector)).problem.code).toBe('not-permitted')
  })

  test('the words of the rulebook are there to choose from', async () => {
    const choices = await o.t.ok(readComplaintChoices, {}, o.people.wang)
    expect(choices.causes.map(({ code }) => code)).toContain('customer-misunderstanding')
    expect(choices.levels.external.map(({ code, definition }) => [code, definition.en.length > 0])).toEqual([['E1', true], ['E2', true], ['E3', true]])
  })
})

describe('A complaint is scored by rule, and again when its facts change', () => {
  test('a customer who names the press makes it a focus at once: proven, its priority raised, counsel and manager told @norm TK-14 TK-05', async () => {
    const ticketId = await open()
    expect(await read(ticketId)).toMatchObject({ score: { focus: false, total: 0, scoredAt: expect.any(String) } })
    await o.t.asSystem((call) => customerWrote(call, { regionId: 1, id: ticketId }, { body: '再不退我就找记者曝光，还要打 12315！', channel: 'chat' }))
    await o.t.drain()
    const after = await read(ticketId)
    expect(after.score).toMatchObject({ focus: true, influence: { reasons: expect.arrayContaining([expect.objectContaining({ id: 'media', zh: '涉及媒体' })]) } })
    const { ticket } = await o.t.ok(readTicket, { ticketId }, o.people.counsel)
    expect(ticket).toMatchObject({ priority: 'P1', priorityBecause: { en: 'a complaint that may reach the media' } })
    const told = await o.t.db.selectFrom('tickets.mention').select('staff_id').where('region_id', '=', 1).where('ticket_id', '=', ticketId).execute()
    expect(told.map(({ staff_id }) => staff_id)).toEqual(expect.arrayContaining([o.people.manager.id, o.people.counsel.id]))
    const proofs = await o.t.db.selectFrom('platform.evidence').select('kind').where('region_id', '=', 1).where('subject_id', '=', ticketId).execute()
    expect(proofs.filter(({ kind }) => kind === 'complaint.focused')).toHaveLength(1)
    expect((await o.t.ok(listComplaints, { focus: true }, o.people.handler)).items.map((row) => row.ticketId)).toContain(ticketId)
  })

  test('whoever complains again within the days of the rulebook has priority by the table, and the count is kept @norm TK-05', async () => {
    await open({ customerId: o.customerId })
    const again = await open({ customerId: o.customerId, title: '还是没修好' })
    expect(await read(again)).toMatchObject({ repeatCount: expect.any(Number) })
    expect((await o.t.ok(readTicket, { ticketId: again }, o.people.handler)).ticket).toMatchObject({ priority: 'P1', priorityBecause: { zh: '重要客户重复投诉' } })
  })

  test('a rising risk gives one task to the leader before it escalates, not one at every look @norm TK-57', async () => {
    const ticketId = await open({ form: { ...o.complaint.form, emotion: 'threatening' } })
    await o.t.asSystem((call) => customerWrote(call, { regionId: 1, id: ticketId }, { body: '我要去 12300 申诉', channel: 'chat' }))
    await o.t.drain()
    await o.t.asSystem((call) => customerWrote(call, { regionId: 1, id: ticketId }, { body: '听到没有？', channel: 'chat' }))
    await o.t.drain()
    const page = await o.t.ok(readTicket, { ticketId }, o.people.handler)
    const tasks = page.tasks.filter(({ title }) => title.includes('升级预警'))
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({ status: 'assigned', assignee: { id: o.people.leader.id }, detail: expect.stringContaining('提到监管部门') })
    expect((await read(ticketId)).risk).toMatchObject({ taskGiven: true, points: expect.any(Number), reasons: expect.arrayContaining([expect.objectContaining({ id: 'threatening' })]) })
  })

  test('an answered complaint is less at risk than a silent one', async () => {
    const ticketId = await open()
    o.t.clock.advance(30 * 3_600_000)
    await o.t.asSystem((call) => customerWrote(call, { regionId: 1, id: ticketId }, { body: '有人吗', channel: 'chat' }))
    await o.t.drain()
    const silent = (await read(ticketId)).risk
    expect(silent.reasons.map(({ id }) => id)).toContain('silent')
    await o.t.ok(answerTicket, { ticketId, body: '您好，正在核实。' }, o.people.handler)
    await o.t.drain()
    expect((await read(ticketId)).risk.reasons.map(({ id }) => id)).not.toContain('silent')
  })

  test('what comes through an office scores by its source at once', async () => {
    const { id } = await o.t.ok(takeComplaint, { source: 'media', sourceFields: { outlet: '都市频道', published: true }, title: '记者来电', description: '记者来电询问断网', demand: '说明情况', scene: '小区断网', contactPhone: '13812345678', scope: 'area' }, o.people.handler)
    await o.t.drain()
    expect(await read(id)).toMatchObject({ score: { focus: true }, axes: { channelLevel: { code: 'regulator' } } })
  })
})
