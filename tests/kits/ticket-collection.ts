import type { Collection } from './kit.ts'

type Step = { name: string; method: string; path: string; body?: object; status: number; tests: string[] }

/** Requests and assertions for TMF621 in the manner of the official kits: create, list, read, choose fields, filter, change, delete, miss. */
export function ticketCollection(version: 4 | 5): Collection {
  const typed = version === 5 ? { '@type': 'TroubleTicket' } : {}
  const payload = { ...typed, description: 'No dial tone since this morning', severity: 'Major', ticketType: 'incident' }
  const wanted = ['id', 'href', 'description', 'severity', 'ticketType', 'status', 'creationDate', '@type']
  const whole = [`const body = pm.response.json()`, `for (const one of [].concat(body)) pm.test('Instance has all mandatory attributes', () => pm.expect(Object.keys(one)).to.include.members(${JSON.stringify(wanted)}))`]
  const keep = [`pm.globals.set('ID01', body.id)`, `pm.globals.set('HREF01', body.href)`]
  const filters = ['description', 'severity', 'ticketType', 'status'] as const
  const steps: Step[] = [
    { name: 'create', method: 'POST', path: 'troubleTicket', body: payload, status: 201, tests: [...whole, ...keep, `pm.test('Location is the address', () => pm.expect(pm.response.headers.get('Location')).to.equal(body.href))`] },
    { name: 'list', method: 'GET', path: 'troubleTicket', status: 200, tests: [...whole, `pm.test('X-Total-Count is a number', () => pm.expect(Number(pm.response.headers.get('X-Total-Count'))).to.be.at.least(1))`] },
    { name: 'read', method: 'GET', path: 'troubleTicket/{{ID01}}', status: 200, tests: whole },
    ...filters.map((name) => ({
      name: `fields=${name}`,
      method: 'GET',
      path: `troubleTicket?fields=${name}&id={{ID01}}`,
      status: 200,
      tests: [`const [one] = pm.response.json()`, `pm.test('id is always returned', () => pm.expect(Object.keys(one).sort()).to.eql(${JSON.stringify(['@type', name, 'href', 'id'].sort())}))`]
    })),
    ...filters.map((name) => ({
      name: `filter by ${name}`,
      method: 'GET',
      path: `troubleTicket?${name}=${encodeURIComponent(name === 'status' ? 'acknowledged' : payload[name])}`,
      status: 200,
      tests: [...whole, `pm.test('the ticket is found', () => pm.expect(body.map((one) => one.id)).to.include(pm.globals.get('ID01')))`]
    })),
    { name: 'filter by id', method: 'GET', path: 'troubleTicket?id={{ID01}}', status: 200, tests: [...whole, `pm.test('only the ticket is found', () => pm.expect(body.length).to.equal(1))`] },
    { name: 'filter by address', method: 'GET', path: 'troubleTicket?href={{HREF01}}', status: 200, tests: [...whole, `pm.test('only the ticket is found', () => pm.expect(body.length).to.equal(1))`] },
    { name: 'change', method: 'PATCH', path: 'troubleTicket/{{ID01}}', body: { ...typed, description: 'Still no dial tone' }, status: 200, tests: [...whole, `pm.test('the change is there', () => pm.expect(body.description).to.equal('Still no dial tone'))`] },
    { name: 'a step that is not drawn', method: 'PATCH', path: 'troubleTicket/{{ID01}}', body: { ...typed, status: 'resolved' }, status: 409, tests: [] },
    { name: 'delete', method: 'DELETE', path: 'troubleTicket/{{ID01}}', status: 204, tests: [] },
    { name: 'read what was deleted', method: 'GET', path: 'troubleTicket/{{ID01}}', status: 404, tests: [] },
    { name: 'create without what is mandatory', method: 'POST', path: 'troubleTicket', body: { ...typed, description: 'x' }, status: 400, tests: [`const body = pm.response.json()`, `pm.test('error has code and reason', () => pm.expect(Object.keys(body)).to.include.members(['code', 'reason']))`] },
    { name: 'read what never was', method: 'GET', path: 'troubleTicket/5ffaf1d2-ea2a-49fc-a47b-e93a95182a97', status: 404, tests: [] }
  ]
  return { info: { name: `TMF621 v${version}, ours in the style of the official kits` }, item: steps.map(itemOf) }
}

function itemOf({ name, method, path, body, status, tests }: Step) {
  const exec = [`pm.test('Status code is ${status}', () => pm.response.to.have.status(${status}))`, ...tests]
  return {
    name,
    request: { method, url: `{{Trouble_Ticket}}${path}`, ...(body ? { body: { mode: 'raw', raw: JSON.stringify(body) } } : {}) },
    event: [{ listen: 'test', script: { type: 'text/javascript', exec } }]
  }
}
