import { createCustomer, getCustomer } from '@shouwen/contract/customers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTmf, type TmfOperator, type Wire } from './operator.ts'

let o: TmfOperator
let customers: ReturnType<TmfOperator['client']>
let parties: ReturnType<TmfOperator['client']>
beforeAll(async () => {
  o = await startTmf()
  customers = o.client('TMF629', 4, 'customerManagement/v4')
  parties = o.client('TMF632', 4, 'party/v4')
})
afterAll(() => o.stop())

const club = { name: '月亮足球俱乐部', engagedParty: { id: '500', '@referredType': 'Organization' } }
const row = (id: string) => o.t.ok(getCustomer, { regionId: 1, customerId: id }, { token: o.integrator.token })

describe('Customers by TMF629', () => {
  test('are customers of the product, with what other systems keep beside them', async () => {
    const given = {
      ...club,
      status: 'active',
      statusReason: '新签约',
      contactMedium: [{ mediumType: 'mobile', preferred: true, characteristic: { phoneNumber: '13900001111', contactType: 'office' } }, { mediumType: 'fax', characteristic: { faxNumber: '0731-1' } }],
      characteristic: [{ name: 'segment', value: 'sport' }],
      account: [{ name: 'A-1', id: '9' }],
      validFor: { startDateTime: '2026-01-01T00:00:00Z' }
    }
    const { status, body } = await customers('POST', '/customer', given)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...given, contactMedium: given.contactMedium, characteristic: [{ name: 'grade', value: 'ordinary' }, { name: 'vip', value: false }, { name: 'segment', value: 'sport' }] })
    expect(await row(body.id)).toMatchObject({ kind: 'organisation', name: club.name, statusReason: '新签约', contactMeans: [{ kind: 'phone', value: '13900001111', preferred: true }] })
  })

  test('need a name and a party, a telephone that can be one, and text where text is due', async () => {
    for (const more of [{ name: undefined }, { engagedParty: undefined }, { engagedParty: { id: '1' } }, { engagedParty: 'x' }, { name: '' }, { name: 5 }, { contactMedium: [{ mediumType: 'phone', characteristic: { phoneNumber: 'x' } }] }, { contactMedium: [{ characteristic: { phoneNumber: 5 } }] }, { characteristic: [{ value: 1 }] }])
      expect((await customers('POST', '/customer', { ...club, ...more })).status, JSON.stringify(more)).toBe(400)
  })

  test('are changed by the verbs of the product: name, grade, ways to reach them, status', async () => {
    const { id } = (await customers('POST', '/customer', { ...club, contactMedium: [{ mediumType: 'phone', characteristic: { phoneNumber: '13900002222' } }] })).body
    const { body } = await customers('PATCH', `/customer/${id}`, {
      name: '太阳足球俱乐部',
      status: 'suspended',
      statusReason: '欠费',
      characteristic: [{ name: 'grade', value: 'AA' }, { name: 'vip', value: true }],
      contactMedium: [{ mediumType: 'email', characteristic: { emailAddress: 'club@example.com' } }],
      agreement: [{ id: 'AG-1' }]
    })
    expect(body).toMatchObject({ name: '太阳足球俱乐部', status: 'suspended', statusReason: '欠费', contactMedium: [{ characteristic: { emailAddress: 'club@example.com' } }], agreement: [{ id: 'AG-1' }] })
    expect(await row(id)).toMatchObject({ name: '太阳足球俱乐部', grade: 'AA', vip: true, status: 'suspended', contactMeans: [{ kind: 'email' }], gradeHistory: [{ gradeAfter: 'AA' }] })
    expect((await customers('PATCH', `/customer/${id}`, { agreement: null, statusReason: null })).body).not.toHaveProperty('agreement')
    for (const patch of [{ id: 'x' }, { engagedParty: { id: '7', '@referredType': 'Organization' } }, { name: null }, { characteristic: [{ name: 'grade', value: 'AAAA' }] }])
      expect((await customers('PATCH', `/customer/${id}`, patch)).status, JSON.stringify(patch)).toBe(400)
  })

  test('made at the screen are found too, by every attribute that has a place', async () => {
    const { id } = await o.t.ok(createCustomer, { regionId: 1, kind: 'organisation', name: '岳麓书院' }, { token: o.integrator.token })
    const found = async (query: string) => (await customers('GET', `/customer?${query}`)).body.map((one: Wire) => one.id)
    expect(await found(`name=${encodeURIComponent('岳麓书院')}`)).toEqual([id])
    expect(await found(`name.regex=${encodeURIComponent('^岳麓')}`)).toEqual([id])
    expect(await found(`engagedParty.id=${id}`)).toEqual([id])
    expect(await found(`id=${id}&status=active`)).toEqual([id])
    expect(await found('status=asleep')).toEqual([])
    expect(await found('engagedParty.id=500&agreement.id=AG-9')).toEqual([])
  })

  test('are audited: who looked at one, who looked at a list', async () => {
    const { id } = (await customers('POST', '/customer', club)).body
    await customers('GET', `/customer/${id}`)
    await customers('GET', '/customer?limit=2')
    const lines = await o.t.db.selectFrom('platform.audit').select(['verb', 'subject_id', 'detail']).where('actor_id', '=', o.integrator.id).where('verb', 'in', ['customer.read', 'customer.search']).orderBy('at').orderBy('id').execute()
    expect(lines.filter((line) => line.subject_id === id && line.verb === 'customer.read')).toHaveLength(1)
    expect(lines.at(-1)).toMatchObject({ verb: 'customer.search', detail: { count: 2 } })
  })

  test('are deleted as a role: the party stays, the product keeps its history', async () => {
    const { id } = (await customers('POST', '/customer', club)).body
    expect((await parties('DELETE', `/organization/${id}`)).body).toMatchObject({ code: 'party-is-customer', status: '409' })
    expect((await customers('DELETE', `/customer/${id}`)).status).toBe(204)
    expect((await customers('GET', `/customer/${id}`)).status).toBe(404)
    expect((await customers('DELETE', `/customer/${id}`)).status).toBe(404)
    expect((await parties('GET', `/organization/${id}`)).status).toBe(200)
    expect((await row(id)).status).toBe('closed')
    expect((await parties('DELETE', `/organization/${id}`)).status).toBe(204)
    expect((await parties('GET', `/organization/${id}`)).status).toBe(404)
  })
})

describe('People and organisations by TMF632', () => {
  test('have their names in parts, in both scripts', async () => {
    for (const [familyName, givenName, name] of [['欧阳', '修', '欧阳修'], ['Lamborgizzia', 'Jane', 'Jane Lamborgizzia'], ['诸葛', '亮', '诸葛亮']]) {
      const { status, body } = await parties('POST', '/individual', { familyName, givenName, gender: 'female', birthDate: '1990-01-01T00:00:00Z', languageAbility: [{ languageCode: 'zh' }] })
      expect([status, body.familyName, body.givenName, body.gender]).toEqual([201, familyName, givenName, 'female'])
      expect((await row(body.id)).name).toBe(name)
      const found = await parties('GET', `/individual?familyName=${encodeURIComponent(familyName as string)}&givenName=${encodeURIComponent(givenName as string)}&gender=female`)
      expect(found.body.map((one: Wire) => one.id)).toEqual([body.id])
    }
    const { id } = await o.t.ok(createCustomer, { regionId: 1, kind: 'person', name: '司马相如' }, { token: o.integrator.token })
    expect((await parties('GET', `/individual?familyName=${encodeURIComponent('司马')}`)).body).toMatchObject([{ id, familyName: '司马', givenName: '相如' }])
  })

  test('become customers, once', async () => {
    const { id } = (await parties('POST', '/organization', { tradingName: 'Coffee Do Brazil', isLegalEntity: true, organizationIdentification: [{ identificationId: '91430' }] })).body
    expect((await customers('GET', `/customer/${id}`)).status).toBe(404)
    const become = () => customers('POST', '/customer', { name: 'Coffee key account', engagedParty: { id, '@referredType': 'Organization' } })
    expect(await become()).toMatchObject({ status: 201, body: { id, name: 'Coffee key account', engagedParty: { id } } })
    expect((await parties('GET', `/organization/${id}`)).body).toMatchObject({ tradingName: 'Coffee Do Brazil', isLegalEntity: true })
    expect((await become()).status).toBe(409)
    await customers('PATCH', `/customer/${id}`, { name: 'Coffee VIP' })
    expect((await customers('GET', '/customer?name=Coffee%20VIP')).body.map((one: Wire) => one.id)).toEqual([id])
    expect((await row(id)).name).toBe('Coffee Do Brazil')
  })

  test('are changed, and a change of the name at the screen wins over the parts once given', async () => {
    const { id } = (await parties('POST', '/individual', { familyName: 'Bean', givenName: 'Ann', status: 'validated', individualIdentification: [{ identificationType: 'passport', identificationId: 'E1234567' }] })).body
    expect((await row(id)).idKind).toBe('passport')
    const { body } = await parties('PATCH', `/individual/${id}`, { familyName: 'Been', status: 'deceased', contactMedium: [{ mediumType: 'phone', characteristic: { phoneNumber: '13912341234' } }], maritalStatus: 'married' })
    expect(body).toMatchObject({ familyName: 'Been', givenName: 'Ann', status: 'deceaded', maritalStatus: 'married', contactMedium: [{ characteristic: { phoneNumber: '13912341234' } }] })
    expect(body.individualIdentification[0].identificationId).not.toBe('E1234567')
    expect((await parties('PATCH', `/individual/${id}`, { status: 'asleep' })).status).toBe(400)
    expect((await parties('PATCH', `/individual/${id}`, { givenName: null })).status).toBe(400)
    await o.t.db.updateTable('customers.customer').set({ name: '王芳' }).where('region_id', '=', 1).where('id', '=', id).execute()
    expect((await parties('GET', `/individual/${id}`)).body).toMatchObject({ familyName: '王', givenName: '芳' })
  })

  test('need their names', async () => {
    expect((await parties('POST', '/individual', { familyName: 'x' })).status).toBe(400)
    expect((await parties('POST', '/organization', {})).status).toBe(400)
    expect((await parties('POST', '/organization', { tradingName: 'x', isHeadOffice: 'yes' })).status).toBe(400)
  })
})
