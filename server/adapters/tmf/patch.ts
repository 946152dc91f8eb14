import type { Json } from './condition.ts'
import { fault } from './fault.ts'

export const mergePatchType = 'application/merge-patch+json'
export const jsonPatchType = 'application/json-patch+json'
export const jsonPatchQueryType = 'application/json-patch-query+json'

const mostSteps = 100
const mostSize = 1_000_000

/** RFC 7396: objects merge, null removes, everything else (arrays too) replaces. Neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged: Json = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name]
    else set(merged, name, mergePatch(Object.hasOwn(merged, name) ? merged[name] : undefined, value))
  }
  return merged
}

/** RFC 6902. Throws 400 for a malformed patch and 409 for one that does not fit the document. The target is not changed. */
export function jsonPatch(target: unknown, steps: unknown): unknown {
  if (!Array.isArray(steps) || steps.length > mostSteps) throw malformed(`a list of at most ${mostSteps} steps`)
  let document = structuredClone(target)
  for (const step of steps) {
    document = applied(document, step)
    if (JSON.stringify(document ?? null).length > mostSize) throw malformed('a document of at most 1 MB')
  }
  return document
}

function applied(document: unknown, step: unknown): unknown {
  if (!isObject(step)) throw malformed('objects as steps')
  const at = pointer(step['path'])
  switch (step['op']) {
    case 'add':
      return put(document, at, valueOf(step), 'add')
    case 'remove':
      return take(document, at).rest
    case 'replace':
      read(document, at)
      return put(document, at, valueOf(step), 'replace')
    case 'copy':
      return put(document, at, structuredClone(read(document, pointer(step['from']))), 'add')
    case 'move': {
      const from = pointer(step['from'])
      if (from.length < at.length && from.every((part, index) => part === at[index])) throw malformed('no move into itself')
      const { rest, taken } = take(document, from)
      return put(rest, at, taken, 'add')
    }
    case 'test':
      if (!equal(read(document, at), valueOf(step))) throw fault(409, 'patch-test-failed', 'A test in the patch does not hold')
      return document
    default:
      throw malformed('one of the six operations')
  }
}

function valueOf(step: Json): unknown {
  if (!Object.hasOwn(step, 'value')) throw malformed('a value')
  return step['value']
}

function pointer(text: unknown): string[] {
  if (text === '') return []
  if (typeof text !== 'string' || !text.startsWith('/') || /~(?![01])/.test(text)) throw malformed('JSON pointers')
  return text.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(document: unknown, path: string[]): unknown {
  return path.reduce((node: unknown, part) => {
    if (Array.isArray(node)) return node[place(part, node.length - 1)]
    if (isObject(node) && Object.hasOwn(node, part)) return node[part]
    throw missing()
  }, document)
}

function put(document: unknown, path: string[], value: unknown, how: 'add' | 'replace'): unknown {
  const name = path.at(-1)
  if (name === undefined) return value
  const holder = read(document, path.slice(0, -1))
  if (Array.isArray(holder)) {
    if (how === 'add') holder.splice(name === '-' ? holder.length : place(name, holder.length), 0, value)
    else holder[place(name, holder.length - 1)] = value
  } else if (isObject(holder)) set(holder, name, value)
  else throw missing()
  return document
}

function take(document: unknown, path: string[]): { rest: unknown; taken: unknown } {
  const taken = read(document, path)
  const name = path.at(-1)
  if (name === undefined) return { rest: null, taken }
  const holder = read(document, path.slice(0, -1))
  if (Array.isArray(holder)) holder.splice(place(name, holder.length - 1), 1)
  else delete (holder as Json)[name]
  return { rest: document, taken }
}

function place(part: string, last: number): number {
  const at = /^(0|[1-9]\d{0,8})$/.test(part) ? Number(part) : -1
  if (at < 0) throw malformed('array positions')
  if (at > last) throw missing()
  return at
}

/** As an own member even when the name is `__proto__`. */
function set(holder: Json, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true })
}

/** Are two JSON values the same, whatever the order of members? */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((member, index) => equal(member, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
}

const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)
const malformed = (wanted: string) => fault(400, 'patch-malformed', `The patch needs ${wanted}`)
const missing = () => fault(409, 'patch-not-applicable', 'The patch names a place the resource does not have')
