import { allRefusals } from '@shouwen/contract/index'
import { type Operation, pathParameters } from '@shouwen/contract/operation'

/** The OpenAPI 3.1 document of the product's own API, made from the contract alone. */
export function openApiOf(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const entry = (paths[operation.path] ??= {})
    entry[operation.method.toLowerCase()] = pathItem(operation)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shouwen 首问', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'shouwen' },
        token: { type: 'http', scheme: 'bearer' }
      },
      schemas: { Problem: problem }
    }
  }
}

function pathItem(operation: Operation) {
  const inPath = pathParameters(operation.path)
  const { properties, required = [] } = operation.input as { properties: Record<string, object>; required?: string[] }
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name))
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE'
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] })),
    ...(inQuery ? rest.map((name) => ({ name, in: 'query', required: required.includes(name), schema: properties[name] })) : [])
  ]
  const bodySchema = {
    type: 'object',
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: required.filter((name) => rest.includes(name)),
    additionalProperties: false
  }
  const created = operation.method === 'POST' && inPath.length === 0
  return {
    operationId: operation.id,
    summary: operation.summary.en,
    description: operation.summary.zh,
    tags: [operation.path.split('/')[2] ?? 'api'],
    'x-permission': operation.permission,
    security: isOpen(operation) ? [] : [{ session: [] }, { token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(inQuery ? {} : { requestBody: { required: required.some((name) => rest.includes(name)), content: content(operation, bodySchema) } }),
    responses: {
      [created ? '201' : '200']: {
        description: 'Done',
        content: operation.transport === 'stream' ? { 'application/octet-stream': {} } : { 'application/json': { schema: operation.output } }
      },
      ...refusals(operation)
    }
  }
}

function content(operation: Operation, schema: object) {
  if (operation.transport !== 'files') return { 'application/json': { schema } }
  const file = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } }
  return { 'multipart/form-data': { schema: { type: 'object', properties: { input: schema, file } } } }
}

function refusals(operation: Operation) {
  const byStatus = new Map<number, string[]>()
  const codes = ['invalid-input', ...(isOpen(operation) ? [] : ['not-signed-in', 'not-permitted']), ...operation.refusals]
  for (const code of codes) {
    const status = allRefusals[code as keyof typeof allRefusals].status
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const schema = { $ref: '#/components/schemas/Problem' }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      { description: list.join(', '), content: { 'application/problem+json': { schema } } }
    ])
  )
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'zh', 'en', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    zh: { type: 'string' },
    en: { type: 'string' },
    requestId: { type: 'string' },
    details: { type: 'object' }
  }
}

/** Needs no sign-in: everybody, or whoever stands at the customer's door. */
const isOpen = ({ permission }: Operation) => permission === 'public' || permission === 'visitor'
