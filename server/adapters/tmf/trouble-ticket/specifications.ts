import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import { act } from '../acting.ts'
import { type Json, matches } from '../condition.ts'
import { reading, refuseOthers } from '../mount-face.ts'
import { readQuery } from '../read-query.ts'
import { hrefOf, shapes } from '../resource.ts'
import { checkFields, selectFields } from '../select-fields.ts'

const face = 'troubleTicket/v5'
const name = 'troubleTicketSpecification'
const attributes = shapes({ text: 'name description lifecycleStatus', list: 'specCharacteristic' })

/**
 * TMF621 version 5 asks for the specifications a ticket can be based on: the kinds of the rulebook with the fields of their forms. They are
 * the rulebook's, so they are read here and changed there. @norm TK-03
 */
export function mountSpecifications(scope: FastifyInstance, app: App): void {
  const all = `/${face}/${name}`
  scope.get(all, reading(app, 'ticket.read', list))
  scope.get(`${all}/:id`, reading(app, 'ticket.read', show))
  refuseOthers(scope, all, ['GET', 'HEAD'])
  refuseOthers(scope, `${all}/:id`, ['GET', 'HEAD'])
}

async function list(call: Call, request: FastifyRequest, reply: FastifyReply): Promise<Json[]> {
  const query = queryOf(request)
  const found = (await specifications(call)).filter((one) => matches(one, query.conditions))
  const part = found.slice(query.offset, query.offset + query.limit)
  reply
    .status(query.paged && part.length < found.length ? 206 : 200)
    .headers({ 'x-total-count': String(found.length), 'x-result-count': String(part.length) })
  return part.map((one) => selectFields(one, query.fields))
}

async function show(call: Call, request: FastifyRequest): Promise<Json> {
  const { fields } = queryOf(request)
  const { id } = request.params as { id: string }
  const one = (await specifications(call)).find((each) => each['id'] === id)
  if (!one) throw refuse('not-found')
  return selectFields(one, fields)
}

function queryOf(request: FastifyRequest) {
  const url = request.raw.url ?? ''
  const query = readQuery(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '')
  checkFields(query.fields, attributes)
  return query
}

async function specifications(call: Call): Promise<Json[]> {
  const { forms } = await act(call, readTicketChoices, {})
  const kind = rulebook().facts['kind']
  const words = kind?.type === 'text' ? (kind.values ?? {}) : {}
  return forms.map(({ kind: id, required, asked }) => ({
    '@type': 'TroubleTicketSpecification',
    id,
    href: hrefOf(call, face, name, id),
    name: words[id]?.en ?? id,
    description: words[id]?.zh ?? id,
    lifecycleStatus: 'active',
    specCharacteristic: [...required, ...asked].map((field) => ({
      '@type': 'CharacteristicSpecification',
      id: field,
      name: field,
      valueType: field === 'documentNumbers' ? 'array' : 'string',
      minCardinality: required.includes(field) ? 1 : 0,
      maxCardinality: field === 'documentNumbers' ? 20 : 1
    }))
  }))
}
