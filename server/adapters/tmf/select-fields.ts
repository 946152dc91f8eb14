import type { Json } from './condition.ts'
import { fault } from './fault.ts'
import type { Shapes } from './resource.ts'

/** Members that come back whatever is asked for. */
const always = new Set(['id', 'href', '@type', '@baseType', '@schemaLocation'])

/**
 * The part of a resource that `fields` asks for. First-level attributes must be ones the resource has; deeper ones pick
 * inside objects and arrays. Null asks for everything.
 */
export function selectFields(resource: Json, fields: readonly string[][] | null): Json {
  if (!fields) return resource
  const wanted = Object.groupBy(fields, ([first]) => first as string)
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
      if (always.has(name)) return [[name, value]]
      const paths = wanted[name]
      if (!paths) return []
      return [[name, paths.some((path) => path.length === 1) ? value : inside(value, paths.map((path) => path.slice(1)))]]
    })
  )
}

function inside(value: unknown, fields: string[][]): unknown {
  if (Array.isArray(value)) return value.map((member) => inside(member, fields))
  return value !== null && typeof value === 'object' ? selectFields(value as Json, fields) : value
}

/** Throws 400 when a first-level attribute is not one of the resource's. */
export function checkFields(fields: readonly string[][] | null, attributes: Shapes): void {
  const strange = fields?.find(([first]) => !Object.hasOwn(attributes, first as string))
  if (strange) throw fault(400, 'fields-unknown', 'The resource has no such attribute', strange[0])
}

/** Is the first-level attribute part of the answer? Lets a list leave out what costs a query of its own. */
export function wants(fields: readonly string[][] | null, name: string): boolean {
  return fields === null || fields.some(([first]) => first === name)
}
