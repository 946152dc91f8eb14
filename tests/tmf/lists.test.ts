import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matches } from '../../server/adapters/tmf/condition.ts'
import { readQuery } from '../../server/adapters/tmf/read-query.ts'
import { startTmf, type TmfOperator, type Wire } from './operator.ts'

let o: TmfOperator
let call: ReturnType<TmfOperator['client']>
const all: Wire[] = []
beforeAll(async () => {
  o = await startTmf()
  call = o.client('TMF621', 4, 'troubleTicket/v4')
  const severities = ['Critical', 'Major', 'Minor', 'sev-2', 'α']
  for (let n = 0; n < 12; n += 1) {
    o.t.clock.advance(61_001)
    const { body } = await call('POST', '/troubleTicket', {
      description: `第 ${n} 号, "quoted"; a+b`,
      severity: severities[n % 5],
      ticketType: ['incident', 'complain', 'request'][n % 3],
      name: `T${n % 4}`,
      ...(n % 2 ? { externalId: `E-${n}` } : {}),
      ...(n % 3 ? { relatedParty: [{ id: `p${n % 3}`, '@referredType': 'Partner', name: 'ACME' }], colour: n % 2 ? 'red' : 7 } : {})
    })
    if (n % 4 === 1) await call('PATCH', `/troubleTicket/${body.id}`, { status: 'inProgress' })
  }
  all.push(...(await call('GET', '/troubleTicket')).body)
})
afterAll(() => o.stop())

const list = (query: string) => call('GET', `/troubleTicket?${query}`)
const idsOf = (rows: Wire[]) => rows.map((one) => one.id)

describe('A list is filtered', () => {
  test('by equality, alternatives and quoted values', async () => {
    const found = async (query: string) => idsOf((await list(query)).body)
    const where = (keep: (one: Wire) => boolean) => idsOf(all.filter(keep))
    expect(await found('status=inProgress')).toEqual(where((one) => one.status === 'inProgress'))
    for (const or of ['severity=Critical,Major', 'severity=Critical;Major', 'severity=Critical&severity=Major', 'severity=Critical;severity=Major', 'severity="Critical","Major"', "severity='Critical','Major'"])
      expect(await found(encodeURI(or)), or).toEqual(where((one) => ['Critical', 'Major'].includes(one.severity)))
    expect(await found(`description='${encodeURIComponent('第 3 号, "quoted"; a+b')}'`)).toEqual(where((one) => one.description.startsWith('第 3')))
    expect(await found('severity=Critical&name=T0')).toEqual(where((one) => one.severity === 'Critical' && one.name === 'T0'))
    expect(await found('relatedParty.id=p1')).toEqual(where((one) => one.relatedParty?.some((party: Wire) => party.id === 'p1')))
    expect(await found('externalId=nobody')).toEqual([])
  })

  test('by comparison, in words, in signs and by a pattern', async () => {
    const middle = all[6].creationDate
    const later = idsOf(all.filter((one) => one.creationDate > middle))
    for (const query of [`creationDate.gt=${middle}`, `creationDate%3E${middle}`, `creationDate>${middle}`, `creationDate.gt=${encodeURIComponent(middle.replace('Z', '+00:00'))}`, `creationDate.gt=${middle.replace('Z', '+00:00')}`])
      expect(idsOf((await list(query)).body), query).toEqual(later)
    for (const query of [`creationDate.gte=${middle}`, `creationDate%3E%3D${middle}`, `creationDate>=${middle}`]) expect((await list(query)).body).toHaveLength(later.length + 1)
    expect((await list(`creationDate.gt=${all[9].creationDate}&creationDate.lt=${all[2].creationDate}`)).body).toHaveLength(6)
    expect(idsOf((await list(`name.regex=${encodeURIComponent('^T[12]$')}`)).body)).toEqual(idsOf(all.filter((one) => /^T[12]$/.test(one.name))))
  })

  test('the same in the database as over what is shown, whatever the filter', async () => {
    const values = { severity: ['Critical', 'Major', 'sev-2', 'α', 'zz'], ticketType: ['incident', 'complain'], name: ['T0', 'T1', 'T2', 'T9'], status: ['acknowledged', 'inProgress'], priority: ['Critical', 'High', 'Medium', 'Low'], externalId: ['E-1', 'E-5', 'E-7'], 'relatedParty.id': ['p1', 'p2', 'x'], 'channel.id': ['api', 'app'], creationDate: all.map((one) => one.creationDate) }
    const condition = fc.constantFrom(...Object.keys(values)).chain((name) => fc.record({
      name: fc.constant(name),
      operator: name.endsWith('.id') ? fc.constant('eq') : fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte'),
      values: fc.uniqueArray(fc.constantFrom(...(values[name as 'name'] as string[])), { minLength: 1, maxLength: 3 })
    }))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(condition, { minLength: 1, maxLength: 3, selector: (one) => `${one.name}.${one.operator}` }), async (conditions) => {
        const query = conditions.map((one) => `${one.name}.${one.operator}=${one.values.map(encodeURIComponent).join(',')}`).join('&')
        const { body, status } = await list(query)
        expect(status, query).toBe(200)
        expect(idsOf(body), query).toEqual(idsOf(all.filter((one) => matches(one, readQuery(query).conditions))))
      }),
      { numRuns: 60 }
    )
  })

  test('not by what the resource has not, what cannot be read or what we do not do', async () => {
    const answers: Record<string, number> = {
      'colour=red': 400, 'name.first=x': 400, 'creationDate=yesterday': 400, '%zz=1': 400, 'name=%zz': 400, 'name=%00': 400, 'a..b=1': 400, 'limit=x': 400, 'offset=-1': 400,
      'offset=99999999': 400, 'fields=colour': 400, 'sort=note': 501, 'attachment.name=x': 501, 'note.author=x': 501, 'name.regex=(a*)*b': 501, 'name.regex=(?=a)': 501, 'name.regex=[': 400,
      'id.gt=x': 501, 'name=a;severity=b': 501, 'after=x': 400
    }
    for (const [query, status] of Object.entries(answers)) expect([query, (await list(query.replaceAll(';', '%3B'))).status]).toEqual([query, status])
  })

  test('never breaks on a query somebody made up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('name', 'id', 'href', 'status', 'note.text', 'creationDate', 'limit', 'offset', 'sort', 'fields', 'relatedParty.id', 'severity.regex', 'relatedParty.name', 'channel.id.gt', '@type'), fc.string({ maxLength: 20 })), { maxLength: 4 }), async (pairs) => {
        const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')
        expect((await list(query)).status, query).not.toBe(500)
      }),
      { numRuns: 120 }
    )
  })
})

describe('A list is paged', () => {
  test('with totals, 206 for a part and links to the other parts', async () => {
    const { status, body, headers } = await list('limit=5&offset=5&status=acknowledged,inProgress')
    expect([status, body.length, headers['x-total-count'], headers['x-result-count']]).toEqual([206, 5, '12', '5'])
    expect(idsOf(body)).toEqual(idsOf(all.slice(5, 10)))
    const links = Object.fromEntries([...(headers['link'] ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, url, rel]) => [rel, url]))
    expect(Object.keys(links).sort()).toEqual(['first', 'last', 'next', 'prev', 'self'])
    const next = await call('GET', (links['next'] as string).replace('/tmf-api/troubleTicket/v4', ''))
    expect([next.status, idsOf(next.body)]).toEqual([206, idsOf(all.slice(10))])
    expect((await list('limit=50')).status).toBe(200)
    expect((await list('offset=11&limit=1')).headers['link']).not.toContain('rel="next"')
    expect((await list('limit=0')).body).toEqual([])
  })

  test('and sorted', async () => {
    const names = async (query: string) => (await list(query)).body.map((one: Wire) => one.name)
    const sorted = all.map((one) => one.name as string).toSorted((a, b) => (a < b ? -1 : 1))
    expect(await names('sort=name')).toEqual(sorted)
    expect(await names('sort=-name&limit=3')).toEqual(sorted.toReversed().slice(0, 3))
    const dates = (await list('sort=severity,-creationDate')).body.map((one: Wire) => [one.severity, one.creationDate])
    expect(dates).toEqual([...dates].sort((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? 1 : -1) : Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])))))
  })
})
