import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import * as contract from '@shouwen/contract/customers'
import { addContactMeans, addLine, createCustomer, currentConsent, findCustomer, matchCustomer } from './index.ts'
import { openTwoBranches, type TwoBranches } from './testing/two-branches.ts'

let s: TwoBranches
beforeAll(async () => {
  s = await openTwoBranches()
})
afterAll(() => s.t.stop())

const at = ({ regionId, customerId }: { regionId: number; customerId: string }) => ({ regionId, customerId })
const names = async (q: string, as: { token: string }) => (await s.t.ok(contract.listCustomers, { q }, as)).items.map((item) => item.name)
const audit = (customerId: string, verb: string) =>
  s.t.db.selectFrom('platform.audit').selectAll().where('subject_id', '=', customerId).where('verb', '=', verb).orderBy('at').orderBy('id').execute()

describe('finding a customer', () => {
  test('by part of a name, traditional or simplified, by surname, by customer number, by any whole number', async () => {
    const { agent } = s.staff
    expect(await names('娜娜', agent)).toEqual(['欧阳娜娜'])
    expect(await names('歐陽', agent)).toEqual(['欧阳娜娜'])
    expect(await names('张', agent)).toEqual(['张伟'])
    expect(await names('+86 138-1234-5678', agent)).toEqual(['张伟'])
    expect(await names('073188886666', agent)).toEqual(['湘江银行'])
    const { number } = (await findCustomer(s.t.db, 1, s.zhang.customerId)) as { number: string }
    expect(await names(number.slice(3).toLowerCase(), agent)).toEqual(['张伟'])
    expect(await names('没有这个人', agent)).toEqual([])
    expect(await names('  ', agent)).toEqual([])
  })

  test('a masked number cannot be guessed digit by digit @norm CI-05', async () => {
    for (const part of ['1381', '12345', '1381234567', '5678']) expect(await names(part, s.staff.agent)).toEqual([])
  })

  test('only in the regions and units one may read; a technician only own customers', async () => {
    expect(await names('陈静', s.staff.agent)).toEqual([])
    expect(await names('13711112222', s.staff.agent)).toEqual([])
    expect(await names('陈静', s.staff.cantonese)).toEqual(['陈静'])
    expect((await s.t.ok(contract.listCustomers, {}, s.staff.technician)).items).toEqual([])
    expect((await s.t.call(contract.listCustomers, {}, s.staff.planner)).problem.code).toBe('not-permitted')
    expect((await s.t.call(contract.listCustomers, {})).problem.code).toBe('not-signed-in')
  })

  test('pages by keyset without a gap or a repetition, filtered as asked', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await s.t.ok(contract.listCustomers, { limit: 1, ...(cursor ? { cursor } : {}) }, s.staff.agent)
      seen.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(['湘江银行', '欧阳娜娜', '张伟'])
    const { accountManager } = s.staff
    const mine = await s.t.ok(contract.listCustomers, { managerId: accountManager.id, kind: 'person' }, accountManager)
    expect(mine.items).toMatchObject([{ name: '欧阳娜娜', phone: '139****4321', lineCount: 1 }])
    for (const forged of ['WyJ4IiwieSJd', 'WzEsMl0', 'e30'])
      expect((await s.t.call(contract.listCustomers, { cursor: forged }, s.staff.agent)).problem.code).toBe('invalid-input')
  })

  test('a search leaves one line in the audit and never what was typed @norm GV-03', async () => {
    const before = await s.t.db.selectFrom('platform.audit').select('id').where('verb', '=', 'customer.search').execute()
    await names('张伟', s.staff.agent)
    const lines = await s.t.db.selectFrom('platform.audit').selectAll().where('verb', '=', 'customer.search').orderBy('id').execute()
    expect(lines.length).toBe(before.length + 1)
    expect(JSON.stringify(lines)).not.toContain('张伟')
  })
})

describe('the page of a customer', () => {
  test('shows each class of data in part or in full as the roles say @norm GV-03', async () => {
    const seen = (who: { token: string }) => s.t.ok(contract.getCustomer, at(s.zhang), who)
    const byAgent = await seen(s.staff.agent)
    expect(byAgent).toMatchObject({
      name: '张伟',
      idNumber: '430*************34',
      lines: [{ serviceNumber: '138****5678', address: '湖南省长沙市岳麓区****', openedOn: '2024-05-01' }],
      lineCount: 1,
      contactMeans: [{ kind: 'phone', value: '138****5678' }, { kind: 'email', value: 'u***@example.com' }],
      unit: { nameEn: 'East hall' },
      masked: ['phone', 'email', 'id-number', 'address'],
      can: { write: false, unmask: true, readAudit: false }
    })
    expect(await seen(s.staff.leader)).toMatchObject({ lines: [{ serviceNumber: '138****5678', address: '湖南省长沙市岳麓区****' }], can: { write: true } })
    expect(await seen(s.staff.inspector)).toMatchObject({ name: '张*', can: { unmask: false } })
    expect(await s.t.ok(contract.getCustomer, at(s.bank), s.staff.inspector)).toMatchObject({ name: '湘江银行' })
  })

  test('every look is one line in the audit, with the classes seen in full @norm GV-03', async () => {
    const before = await audit(s.zhang.customerId, 'customer.read')
    await s.t.ok(contract.getCustomer, at(s.zhang), { ...s.staff.leader, purpose: '核对来电' })
    const after = await audit(s.zhang.customerId, 'customer.read')
    expect(after.length).toBe(before.length + 1)
    expect(after.at(-1)).toMatchObject({ actor_id: s.staff.leader.id, fields: ['name'], purpose: '核对来电', outcome: 'done' })
  })

  test('of another region, of nobody and of an unknown id look the same', async () => {
    expect((await s.t.call(contract.getCustomer, at(s.chen), s.staff.agent)).problem.code).toBe('not-found')
    expect((await s.t.call(contract.getCustomer, { regionId: 1, customerId: s.chen.customerId }, s.staff.agent)).problem.code).toBe('not-found')
    expect((await s.t.call(contract.getCustomer, at(s.zhang), s.staff.technician)).problem.code).toBe('not-found')
  })

  test('no number, mail or address of any customer ever leaves in full for a role that does not see its class', async () => {
    const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
    const person = fc.record({ phone: digits(9).map((rest) => `13${rest}`), id: digits(17).map((rest) => `4${rest}`), house: digits(5), mail: digits(8) })
    await fc.assert(
      fc.asyncProperty(person, async ({ phone, id, house, mail }) => {
        const customerId = await s.t.asSystem(async ({ tx, now }) => {
          const customerId = await createCustomer(tx, { regionId: 1, kind: 'person', name: '无名氏', idNumber: id, unitId: s.units.east.id, at: now })
          await addLine(tx, { regionId: 1, customerId, serviceNumber: phone, service: 'mobile', address: `湖南省长沙市芙蓉区五一大道${house}号`, openedOn: '2025-01-01' })
          await addContactMeans(tx, { regionId: 1, customerId, kind: 'phone', value: phone, at: now })
          await addContactMeans(tx, { regionId: 1, customerId, kind: 'email', value: `a${mail}@example.com`, at: now })
          return customerId
        })
        const page = await s.t.ok(contract.getCustomer, { regionId: 1, customerId }, s.staff.agent)
        const shown = JSON.stringify([page.idNumber, page.lines.map((line) => [line.serviceNumber, line.address]), page.contactMeans.map((means) => means.value)])
        for (const clear of [phone, phone.slice(3, 7), id, id.slice(6, 14), house, mail]) expect(shown).not.toContain(clear)
        for (const clear of [phone, id, `a${mail}@`]) expect(JSON.stringify(page)).not.toContain(clear)
        await s.t.db.deleteFrom('customers.customer').where('region_id', '=', 1).where('id', '=', customerId).execute()
      }),
      { numRuns: 15 }
    )
  })
})

describe('seeing in full', () => {
  test('needs a stated purpose, gives only what was asked for, and is in the audit with both @norm GV-03', async () => {
    const answer = await s.t.ok(contract.unmaskCustomer, { ...at(s.zhang), purpose: '为客户办理实名核验', fields: ['id-number', 'email'] }, s.staff.agent)
    expect(answer).toMatchObject({ name: null, idNumber: '430102198806151234', lines: [], contactMeans: [{ value: 'user13812345678@example.com', contactName: null }] })
    const lines = await audit(s.zhang.customerId, 'customer.unmask')
    expect(lines.at(-1)).toMatchObject({ actor_id: s.staff.agent.id, fields: ['id-number', 'email'], purpose: '为客户办理实名核验' })
    expect(JSON.stringify(lines)).not.toContain('430102198806151234')
    const bare = await s.t.call(contract.unmaskCustomer, { ...at(s.zhang), purpose: ' ', fields: ['phone'] }, s.staff.agent)
    expect(bare.problem.code).toBe('invalid-input')
  })

  test('can be narrowed to one line', async () => {
    const answer = await s.t.ok(contract.unmaskCustomer, { ...at(s.zhang), purpose: '上门维修', fields: ['address'], itemId: s.zhang.lineId }, s.staff.agent)
    expect(answer).toEqual({ name: null, idNumber: null, contactMeans: [], lines: [{ id: s.zhang.lineId, serviceNumber: null, address: '湖南省长沙市岳麓区麓山南路932号' }] })
  })

  test('is for roles with the verb, where they have it; the rest is refused and written down', async () => {
    const ask = (who: { token: string }, whom: { regionId: number; customerId: string }) =>
      s.t.call(contract.unmaskCustomer, { ...at(whom), purpose: '回访客户', fields: ['phone'] }, who)
    expect((await ask(s.staff.inspector, s.zhang)).problem.code).toBe('not-permitted')
    expect((await ask(s.staff.accountManager, s.zhang)).problem.code).toBe('not-permitted')
    expect((await ask(s.staff.accountManager, s.ouyang)).status).toBe(200)
    const denied = await s.t.db.selectFrom('platform.audit').select('outcome').where('actor_id', '=', s.staff.accountManager.id).where('verb', '=', 'customer.unmask').execute()
    expect(denied.map((line) => line.outcome).sort()).toEqual(['denied', 'done'])
  })

  test('who looked at a customer is shown to auditors, and that look is audited too @norm GV-03', async () => {
    const { items } = await s.t.ok(contract.listCustomerAudit, { ...at(s.zhang), limit: 200 }, s.staff.auditor)
    expect(items.map((item) => item.verb)).toEqual(expect.arrayContaining(['customer.read', 'customer.unmask']))
    expect(items.find((item) => item.verb === 'customer.unmask')).toMatchObject({ actorKind: 'staff', purpose: expect.any(String), outcome: 'done' })
    const again = await s.t.ok(contract.listCustomerAudit, { ...at(s.zhang), limit: 1 }, s.staff.auditor)
    expect(again.items[0]).toMatchObject({ verb: 'audit.read' })
    expect((await s.t.call(contract.listCustomerAudit, at(s.zhang), s.staff.leader)).problem.code).toBe('not-permitted')
  })
})

describe('keeping customers', () => {
  test('a clerk adds a customer to the own hall, not to another; the event and the audit name fields, not values', async () => {
    const input = { regionId: 1, kind: 'person' as const, name: '王小明', idKind: 'resident-card', idNumber: '430104199001011111' }
    const made = await s.t.ok(contract.createCustomer, { ...input, contactMeans: [{ kind: 'phone', value: '138 0000 1111', preferred: true }] }, s.staff.clerk)
    expect(await s.t.ok(contract.getCustomer, { regionId: 1, customerId: made.id }, s.staff.clerk)).toMatchObject({
      number: made.number, name: '王小明', unit: { nameEn: 'East hall' }, contactMeans: [{ value: '138****1111', preferred: true }], version: 1
    })
    expect((await matchCustomer(s.t.db, { phone: '+8613800001111' }))?.id).toBe(made.id)
    const event = await s.t.db.selectFrom('platform.event').selectAll().where('subject_id', '=', made.id).executeTakeFirstOrThrow()
    expect(event).toMatchObject({ name: 'customer.created', actor_id: s.staff.clerk.id })
    expect(JSON.stringify([event, await audit(made.id, 'customer.write')])).not.toMatch(/王小明|4301041990|1380000/)
    expect((await s.t.call(contract.createCustomer, { ...input, unitId: s.units.west.id }, s.staff.clerk)).problem.code).toBe('not-permitted')
    expect((await s.t.call(contract.createCustomer, { ...input, unitId: s.units.guangdong.id }, s.staff.leader)).problem.code).toBe('customer-unit-unknown')
    expect((await s.t.call(contract.createCustomer, { ...input, contactMeans: [{ kind: 'email', value: 'nonsense' }] }, s.staff.clerk)).problem.code).toBe('contact-means-malformed')
    expect((await s.t.call(contract.createCustomer, input, s.staff.agent)).problem.code).toBe('not-permitted')
  })

  test('two people who change different fields both win; the same field is refused and named', async () => {
    const { version } = await s.t.ok(contract.getCustomer, at(s.ouyang), s.staff.leader)
    const first = await s.t.ok(contract.updateCustomer, { ...at(s.ouyang), version, language: 'en' }, s.staff.leader)
    const second = await s.t.ok(contract.updateCustomer, { ...at(s.ouyang), version, preferences: { channel: 'email', doNotDisturb: true } }, s.staff.accountManager)
    expect([first.version, second.version]).toEqual([version + 1, version + 2])
    const late = await s.t.call(contract.updateCustomer, { ...at(s.ouyang), version, language: 'zh-CN', name: '欧阳娜' }, s.staff.leader)
    expect(late.problem).toMatchObject({ code: 'changed-meanwhile', details: { fields: ['language'] } })
    const same = await s.t.ok(contract.updateCustomer, { ...at(s.ouyang), version, language: 'en', preferences: { doNotDisturb: true, channel: 'email' } }, s.staff.leader)
    expect(same.version).toBe(version + 2)
    expect(await s.t.ok(contract.getCustomer, at(s.ouyang), s.staff.leader)).toMatchObject({ name: '欧阳娜娜', language: 'en', preferences: { channel: 'email', doNotDisturb: true } })
  })

  test('a new name is found at once and the old one no longer', async () => {
    const { version } = await s.t.ok(contract.getCustomer, at(s.ouyang), s.staff.leader)
    await s.t.ok(contract.updateCustomer, { ...at(s.ouyang), version, name: '司马静' }, s.staff.leader)
    expect(await names('司马', s.staff.agent)).toEqual(['司马静'])
    expect(await names('欧阳', s.staff.agent)).toEqual([])
  })

  test('a clerk cannot change, nor take over, what belongs to another hall', async () => {
    const write = (input: object, who: { token: string }) => s.t.call(contract.updateCustomer, { ...at(s.ouyang), version: 99, ...input }, who)
    expect((await write({ area: 'rural' }, s.staff.clerk)).problem.code).toBe('not-permitted')
    expect((await write({ unitId: s.units.east.id }, s.staff.clerk)).problem.code).toBe('not-permitted')
    const { version } = await s.t.ok(contract.getCustomer, at(s.zhang), s.staff.clerk)
    const given = await s.t.call(contract.updateCustomer, { ...at(s.zhang), version, unitId: s.units.west.id }, s.staff.clerk)
    expect(given.problem.code).toBe('not-permitted')
  })

  test('a grade is given with a reason that stays in the history @norm CI-12', async () => {
    const { version } = await s.t.ok(contract.getCustomer, at(s.bank), s.staff.leader)
    await s.t.ok(contract.setCustomerGrade, { ...at(s.bank), version, grade: 'AAA', vip: true, reason: '年度重点客户评定' }, s.staff.leader)
    expect(await s.t.ok(contract.getCustomer, at(s.bank), s.staff.leader)).toMatchObject({
      grade: 'AAA', vip: true,
      gradeHistory: [{ gradeBefore: 'ordinary', gradeAfter: 'AAA', vipBefore: false, vipAfter: true, reason: '年度重点客户评定', changedBy: { id: s.staff.leader.id } }]
    })
    const late = await s.t.call(contract.setCustomerGrade, { ...at(s.bank), version, grade: 'A', vip: true, reason: '复核' }, s.staff.leader)
    expect(late.problem.code).toBe('changed-meanwhile')
    const event = await s.t.db.selectFrom('platform.event').select('data').where('name', '=', 'customer.grade-changed').executeTakeFirstOrThrow()
    expect(event.data).toMatchObject({ gradeBefore: 'ordinary', gradeAfter: 'AAA' })
    expect(JSON.stringify(event.data)).not.toContain('评定')
  })

  test('a line is opened and closed; its number is free again for another customer', async () => {
    const { id: lineId } = await s.t.ok(contract.openLine, { ...at(s.zhang), serviceNumber: 'HN0731-broadband7', service: 'broadband' }, s.staff.clerk)
    const again = { ...at(s.bank), serviceNumber: 'hn0731-BROADBAND7', service: 'broadband' as const }
    expect((await s.t.call(contract.openLine, again, s.staff.leader)).problem.code).toBe('service-number-taken')
    expect((await s.t.call(contract.openLine, { ...again, serviceNumber: '999999', planCode: 'nope' }, s.staff.leader)).problem.code).toBe('plan-unknown')
    expect((await s.t.call(contract.closeLine, { ...at(s.zhang), lineId, closedOn: '2020-01-01' }, s.staff.clerk)).problem.code).toBe('line-closed-before-opened')
    await s.t.ok(contract.closeLine, { ...at(s.zhang), lineId }, s.staff.clerk)
    expect((await s.t.call(contract.closeLine, { ...at(s.zhang), lineId }, s.staff.clerk)).problem.code).toBe('line-already-closed')
    await s.t.ok(contract.openLine, again, s.staff.leader)
    expect((await matchCustomer(s.t.db, { serviceNumber: 'hn0731-broadband7' }))?.name).toBe('湘江银行')
    const first = await s.t.ok(contract.listCustomerLines, { ...at(s.zhang), limit: 1 }, s.staff.agent)
    const second = await s.t.ok(contract.listCustomerLines, { ...at(s.zhang), limit: 1, cursor: first.nextCursor as string }, s.staff.agent)
    expect([first.items[0]?.closedOn, second.items[0]?.closedOn, second.nextCursor]).toEqual([null, '2026-11-24', null])
  })

  test('ways to reach a customer come and go; one is preferred', async () => {
    await s.t.ok(contract.addContactMeans, { ...at(s.zhang), kind: 'wechat', value: 'zhang_wei', preferred: true }, s.staff.clerk)
    const means = async () => (await s.t.ok(contract.getCustomer, at(s.zhang), s.staff.clerk)).contactMeans
    expect((await means()).map((row) => [row.kind, row.preferred])).toEqual([['wechat', true], ['email', false], ['phone', false]])
    const mail = (await means())[1]?.id as string
    await s.t.ok(contract.preferContactMeans, { ...at(s.zhang), meansId: mail }, s.staff.clerk)
    expect((await means()).filter((row) => row.preferred).map((row) => row.kind)).toEqual(['email'])
    await s.t.ok(contract.removeContactMeans, { ...at(s.zhang), meansId: mail }, s.staff.clerk)
    expect((await means()).map((row) => row.kind)).toEqual(['phone', 'wechat'])
    expect((await s.t.call(contract.removeContactMeans, { ...at(s.bank), meansId: mail }, s.staff.leader)).problem.code).toBe('not-found')
  })

  test('a consent and its withdrawal both stay; the newest counts @norm CI-06', async () => {
    const consent = { ...at(s.zhang), purpose: 'marketing' as const, source: 'counter' as const, textVersion: '2026-01' }
    expect(await currentConsent(s.t.db, 1, s.zhang.customerId, 'marketing')).toBe(null)
    await s.t.ok(contract.recordConsent, { ...consent, granted: true }, s.staff.clerk)
    s.t.clock.advance(1000)
    await s.t.ok(contract.recordConsent, { ...consent, granted: false }, s.staff.clerk)
    expect(await currentConsent(s.t.db, 1, s.zhang.customerId, 'marketing')).toBe(false)
    expect((await s.t.ok(contract.getCustomer, at(s.zhang), s.staff.clerk)).consents).toMatchObject([{ purpose: 'marketing', granted: false, recordedBy: { id: s.staff.clerk.id } }])
    const events = await s.t.db.selectFrom('platform.event').select('name').where('name', 'like', 'consent.%').orderBy('seq').execute()
    expect(events.map((event) => event.name)).toEqual(['consent.given', 'consent.withdrawn'])
    expect(await s.t.db.selectFrom('customers.consent').select('id').execute()).toHaveLength(2)
  })

  test('plans are listed in pages', async () => {
    await s.t.db.insertInto('catalog.plan').values([
      { code: 'm-59', kind: 'mobile', name_zh: '畅享59', name_en: 'Enjoy 59', monthly_fee_cents: 5900 },
      { code: 'b-300', kind: 'broadband', name_zh: '宽带300M', name_en: 'Broadband 300M', monthly_fee_cents: 8000, on_sale: false }
    ]).execute()
    const first = await s.t.ok(contract.listPlans, { limit: 1 }, s.staff.technician)
    const second = await s.t.ok(contract.listPlans, { limit: 1, cursor: first.nextCursor as string }, s.staff.technician)
    expect([...first.items, ...second.items].map((plan) => [plan.code, plan.monthlyFeeCents])).toEqual([['b-300', 8000], ['m-59', 5900]])
    expect((await s.t.ok(contract.listPlans, { onSale: true }, s.staff.technician)).items.map((plan) => plan.code)).toEqual(['m-59'])
  })
})

test('dates and cursors that no calendar or list knows are refused, not stumbled over', async () => {
  const line = { ...at(s.zhang), serviceNumber: '0731999', service: 'fixed' as const }
  const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')
  for (const openedOn of ['0000-01-01', '2026-02-30', '2026-13-01'])
    expect((await s.t.call(contract.openLine, { ...line, openedOn }, s.staff.leader)).problem.code).toBe('invalid-input')
  expect((await s.t.call(contract.listCustomers, { cursor: cursorOf('0000-01-01T00:00:00.000Z', s.zhang.customerId) }, s.staff.agent)).problem.code).toBe('invalid-input')
  expect((await s.t.call(contract.listCustomerLines, { ...at(s.zhang), cursor: cursorOf(1, '0000-01-01', s.zhang.lineId) }, s.staff.agent)).problem.code).toBe('invalid-input')
})
