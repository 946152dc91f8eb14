import { refuse } from '#platform/refusal'
import type { Json } from './condition.ts'
import { fault } from './fault.ts'
import type { Resource, Shape } from './resource.ts'

const mostDepth = 12
const mostMembers = 200
const mostNodes = 5000

/**
 * A body as an object of bounded shape without NUL, each attribute of the shape its definition gives it; version 5 wants `@type`
 * with it. Throws 400. What is inside of attributes is checked by the resource that reads it.
 */
export function checkBody(body: unknown, resource: Pick<Resource, 'type' | 'attributes'>, version: 4 | 5): Json {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw refuse('malformed-body')
  checkParts(body)
  const type = textOf(body as Json, '@type')
  if (version === 5 && type === undefined) throw fault(400, 'attribute-missing', 'An attribute that must be given is missing', '@type')
  if (version === 5 && type !== resource.type && (body as Json)['@baseType'] !== resource.type) throw malformed('@type')
  for (const [name, shape] of Object.entries(resource.attributes)) readers[shape](body as Json, name)
  return body as Json
}

const readers: Record<Shape, (body: Json, name: string) => unknown> = {
  text: (body, name) => textOf(body, name, 20_000),
  instant: (body, name) => instantIn(body, name),
  flag: (body, name) => {
    if (body[name] !== undefined && body[name] !== null && typeof body[name] !== 'boolean') throw malformed(name)
  },
  object: (body, name) => objectIn(body, name),
  list: (body, name) => listIn(body, name)
}

/** Throws 400 for a body that is nested too deep, has too many parts or holds a NUL. */
export function checkParts(body: unknown): void {
  checkNode(body, 0, { nodes: mostNodes })
}

function checkNode(node: unknown, depth: number, left: { nodes: number }): void {
  left.nodes -= 1
  if (depth > mostDepth || left.nodes < 0) throw fault(400, 'body-too-complex', `The body is nested deeper than ${mostDepth} levels or has more than ${mostNodes} parts`)
  if (typeof node === 'string' && node.includes('\0')) throw refuse('invalid-input', { errors: [{ at: '', rule: 'no-nul' }] })
  if (node === null || typeof node !== 'object') return
  const members = Object.entries(node)
  if (members.length > mostMembers) throw fault(400, 'body-too-complex', `An object or list has more than ${mostMembers} members`)
  for (const [name, value] of members) {
    if (name.includes('\0') || name.length > 200) throw refuse('invalid-input', { errors: [{ at: '', rule: 'name' }] })
    checkNode(value, depth + 1, left)
  }
}

/** The attribute is there but not what it should be. */
export const malformed = (attribute: string) => fault(400, 'attribute-malformed', 'An attribute is not what it should be', attribute)
/** The attribute must be there. */
export const missing = (attribute: string) => fault(400, 'attribute-missing', 'An attribute that must be given is missing', attribute)

/** A text of bounded length; undefined and null are none. */
export function textOf(body: Json, name: string, most = 300): string | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value.length > most) throw malformed(name)
  return value
}

/** A text that must be given and say something. */
export function textIn(body: Json, name: string, most = 300): string {
  const value = textOf(body, name, most)
  if (value === undefined || value.trim() === '') throw missing(name)
  return value
}

/** An instant as ISO 8601 with its zone; undefined and null are none. */
export function instantIn(body: Json, name: string): string | undefined {
  const value = textOf(body, name, 40)
  if (value === undefined) return undefined
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(value) || Number.isNaN(Date.parse(value))) throw malformed(name)
  return new Date(value).toISOString()
}

/** A list of objects; undefined and null are none. */
export function listIn(body: Json, name: string, most = 100): Json[] | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length > most || value.some((one) => one === null || typeof one !== 'object' || Array.isArray(one))) throw malformed(name)
  return value as Json[]
}

/** An object; undefined and null are none. */
export function objectIn(body: Json, name: string): Json | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed(name)
  return value as Json
}
