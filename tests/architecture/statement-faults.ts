/**
 * Statements in the source of the server that would fail, or mean something else, on several nodes. Reads text, not
 * plans: it finds what people really write (Kysely calls and sql templates), one line per fault.
 */
export function statementFaults(file: string, source: string, distributed: readonly string[]): string[] {
  const text = source.replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')
  const fault = (what: string) => `${file}: ${what}`
  return [
    ...upserts(text)
      .filter((part) => volatile.test(part))
      .map((part) => fault(`DO UPDATE may use only immutable functions: ${part}`)),
    ...updates(text)
      .filter((part) => changing.test(part))
      .map((part) => fault(`UPDATE takes changing values as parameters: ${part}`)),
    ...updates(text)
      .filter((part) => /\bregion_id['"]?\s*[:=]/.test(part))
      .map((part) => fault(`region_id of a row never changes: ${part}`)),
    ...lockings(text)
      .filter((part) => lockedWithoutRegion(part, distributed))
      .map((part) => fault(`locking rows needs region_id: ${part}`)),
    ...[...text.matchAll(/\bgrouping sets\b|\brollup\s*\(|\bcube\s*\(/gi)].map(([part]) =>
      fault(`only inside one region: ${part}`)
    )
  ]
}

const volatile =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|random|gen_random_uuid|uuidv7|nextval)\s*\(|\bcurrent_(timestamp|date|time)\b/i
const changing = /\b(clock_timestamp|random|gen_random_uuid|uuidv7|nextval)\s*\(/i

/** What follows DO UPDATE SET: to the end of the template, of the statement or of the call. */
function upserts(text: string): string[] {
  const plain = [...text.matchAll(/\bdo update\s+set\b([^`;]*?)(?=\breturning\b|\bwhere\b|[`;]|$)/gi)].map(
    ([part]) => part
  )
  return [...plain, ...calls(text, 'doUpdateSet')]
}

/** The set list of an UPDATE, in a template or in a chain of calls. */
function updates(text: string): string[] {
  const plain = [
    ...text.matchAll(/\bupdate\s+[\w.]+(?:\s+(?:as\s+)?\w+)?\s+set\b([^`;]*?)(?=\b(?:from|where|returning)\b|[`;]|$)/gi)
  ].map(([part]) => part)
  const chained = [...text.matchAll(/\.updateTable\(/g)].flatMap(({ index }) =>
    calls(text.slice(index, index + 2_000), 'set').slice(0, 1)
  )
  return [...plain, ...chained]
}

/** From the beginning of a statement to its FOR UPDATE. */
function lockings(text: string): string[] {
  const plain = [...text.matchAll(/\bfor (?:no key )?update\b/gi)].map(({ index }) =>
    text.slice(beginning(text, index), index + 10)
  )
  const chained = [...text.matchAll(/\.for(?:NoKey)?Update\(/g)].map(({ index }) =>
    text.slice(text.lastIndexOf('.selectFrom(', index), index)
  )
  return [...plain, ...chained]
}

function beginning(text: string, end: number): number {
  return Math.max(text.lastIndexOf('`', end), text.lastIndexOf("'", end), text.lastIndexOf(';', end), 0)
}

function lockedWithoutRegion(statement: string, distributed: readonly string[]): boolean {
  return (
    distributed.some((table) => new RegExp(`\\b${table.replace('.', '\\.')}\\b`).test(statement)) &&
    !/\bregion_id\b|\bregionId\b/.test(statement)
  )
}

/** The arguments of every call of `.name(…)`, brackets balanced. */
function calls(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`\\.${name}\\(`, 'g'))].map(({ 0: call, index }) => {
    let depth = 1
    let at = index + call.length
    while (at < text.length && depth > 0) {
      if (text[at] === '(') depth += 1
      if (text[at] === ')') depth -= 1
      at += 1
    }
    return text.slice(index, at)
  })
}
