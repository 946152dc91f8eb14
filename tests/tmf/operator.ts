import { createStaff, issueToken } from '#capabilities/people'
import { startSmallOperator } from '../../server/capabilities/tickets/testing/small-operator.ts'
import { faultsOf, haveOfficialFiles } from './official.ts'

/** A body as it came: what it must be is for the official definitions to say, and for the test that reads it. */
// oxlint-disable-next-line no-explicit-any
export type Wire = any
export type Reply = { status: number; body: Wire; headers: Record<string, string> }
type Options = { token?: string | null; type?: string; headers?: Record<string, string> }

/** A small operator with an integration account, and a client that checks every answer against the official definition of its API. */
export async function startTmf(options: Parameters<typeof startSmallOperator>[0] = {}) {
  const operator = await startSmallOperator(options)
  const { t } = operator
  const account = async (unitId: string, jobNumber: string, scopes: string[] = ['*']) =>
    t.asSystem(async ({ tx }) => {
      const { id } = await createStaff(tx, { unitId, jobNumber, name: `对接${jobNumber}`, roles: ['integrator'] })
      return { id, token: (await issueToken(tx, id, { name: 'tmf', scopes })).token }
    })
  const integrator = await account(operator.units.hn, '9101')
  const other = await account(operator.units.gd, '9102')
  const readOnly = await account(operator.units.hn, '9103', ['integration.use', 'ticket.read', 'customer.read', 'contact.read'])

  /** A client of one API version: `definitions` names what a list or a single resource must fit. */
  function client(api: string, version: 4 | 5, root: string) {
    return async (method: string, path: string, body?: unknown, { token = integrator.token, type, headers = {} }: Options = {}): Promise<Reply> => {
      const answer = await t.server.inject({
        method: method as 'GET',
        url: `/tmf-api/${root}${path}`,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
          ...headers
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) })
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      const reply: Reply = { status: answer.statusCode, body: isJson && answer.body !== '' ? answer.json() : undefined, headers: answer.headers as Record<string, string> }
      check(api, version, path, reply)
      return reply
    }
  }
  return { ...operator, integrator, other, readOnly, client, stop: () => t.stop() }
}

const types: Record<string, string> = { troubleTicket: 'TroubleTicket', customer: 'Customer', individual: 'Individual', organization: 'Organization', partyInteraction: 'PartyInteraction', troubleTicketSpecification: 'TroubleTicketSpecification', hub: 'Hub' }

function check(api: string, version: 4 | 5, path: string, { status, body }: Reply): void {
  if (!haveOfficialFiles) return
  const resource = path.split(/[/?]/)[1] ?? ''
  const name = status >= 400 ? 'Error' : resource === 'hub' && version === 4 ? 'EventSubscription' : types[resource]
  if (body === undefined || !name) return
  const partial = path.includes('fields=')
  const faults = (Array.isArray(body) ? body : [body]).flatMap((one) => faultsOf(api, version, name, one))
  const real = partial ? faults.filter((fault) => !fault.includes('must have required property')) : faults
  if (real.length > 0) throw new Error(`the answer does not fit the official definition: ${real.slice(0, 5).join('; ')} in ${JSON.stringify(body).slice(0, 600)}`)
}

export type TmfOperator = Awaited<ReturnType<typeof startTmf>>
