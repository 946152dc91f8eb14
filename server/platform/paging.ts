import { refuse } from './refusal.ts'

/** Wraps the sort values of the last row into an opaque cursor. */
export function cursorOf(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Opens a cursor of `length` values; refuses with `invalid-input` when it is not one of ours. */
export function openCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (!cursor) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values
  } catch {
    // refused below
  }
  throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
}

const isScalar = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'number'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Exactly what `toISOString` writes, from the year 1000 on. */
const isInstant = (text: string) => /^[1-9]/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text

/** Opens a cursor of instant and id; refuses with `invalid-input` what PostgreSQL could not read. */
export function openTimeCursor(cursor: string | undefined): { at: string; id: string } | null {
  const values = openCursor(cursor, 2)
  if (!values) return null
  const [at, id] = values
  if (typeof at !== 'string' || !isInstant(at) || typeof id !== 'string' || !uuid.test(id))
    throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  return { at, id }
}

/** Cuts rows fetched with limit + 1 into a page. */
export function pageOf<Row, Item>(rows: Row[], limit: number, item: (row: Row) => Item, key: (row: Row) => (string | number | null)[]) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), nextCursor: rows.length > limit && last !== undefined ? cursorOf(key(last)) : null }
}
