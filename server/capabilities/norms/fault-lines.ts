import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Finds the line of a clause's text (1 = the first) that a fault is about; null when it is about the whole. */
export function faultLines(text: string): (fault: string) => number | null {
  const counter = new LineCounter()
  const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: counter })
  const at = (node: unknown) => (isNode(node) && node.range ? counter.linePos(node.range[0]).line : null)
  const root = document.contents as Node | null
  return (fault) => {
    const told = /at line (\d+)/.exec(fault)
    if (told) return Number(told[1])
    const path = /^\/\S+/.exec(fault)
    const extra = /\(([\w-]+)\)$/.exec(fault)?.[1]
    if (path || fault.startsWith('the whole ')) return at(keyOrValue(root, path?.[0].slice(1).split('/') ?? [], extra))
    if (fault.startsWith('when: ')) return at(keyOrValue(root, ['applies', 'when']))
    if (fault.startsWith('effective: ')) return at(keyOrValue(root, ['effective']))
    const example = /^example “(.+?)”/.exec(fault)?.[1]
    const named = example ?? /\brows? (\S+) /.exec(fault)?.[1]
    if (named !== undefined) return at(itemNamed(root, named))
    const code = /(?:is called|the event|the reason) ([\w.-]+)/.exec(fault)?.[1] ?? /^([\w.-]+) both /.exec(fault)?.[1]
    return code === undefined ? null : lineWith(text, code)
  }
}

/** The key of the member a path leads to, or of the nearest above it that is there; `extra` is a member that should not be. */
function keyOrValue(root: Node | null, path: string[], extra?: string): unknown {
  let found: unknown = root
  let place: unknown = root
  for (const step of extra === undefined ? path : [...path, extra]) {
    const pair = isMap(found) ? found.items.find(({ key }) => isScalar(key) && String(key.value) === step) : undefined
    const next = pair ? pair.value : isSeq(found) ? found.items[Number(step)] : undefined
    if (pair === undefined && next === undefined) break
    place = pair ? pair.key : next
    found = next
  }
  return place
}

/** The example or row of this name or id, wherever it stands. */
function itemNamed(node: unknown, name: string): unknown {
  if (isSeq(node)) return firstOf(node.items, (item) => itemNamed(item, name))
  if (!isMap(node)) return undefined
  if (
    node.items.some(
      ({ key, value }) =>
        isScalar(key) && (key.value === 'name' || key.value === 'id') && isScalar(value) && String(value.value) === name
    )
  )
    return node
  return firstOf(node.items, ({ value }) => itemNamed(value, name))
}

function firstOf<T>(items: readonly T[], find: (item: T) => unknown): unknown {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function lineWith(text: string, code: string): number | null {
  const index = text
    .split('\n')
    .findIndex((line) => new RegExp(`(^|[^\\w.-])${code.replaceAll('.', '\\.')}([^\\w.-]|$)`).test(line))
  return index < 0 ? null : index + 1
}
