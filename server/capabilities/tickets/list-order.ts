import type { TicketSort } from '@shouwen/contract/ticket-lists'
import { type RawBuilder, sql } from 'kysely'
import { openCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { Condition } from './list-filter.ts'

export type CursorValues = (string | number | null)[]

type Order = {
  /** Columns of the order; the last is always the id. */
  columns: readonly string[]
  descending: boolean
  types: readonly string[]
  /** What a row must have to stand in this order at all. */
  condition?: Condition
}

const orders: Record<TicketSort, Order> = {
  due: { columns: ['next_due_at', 'id'], descending: false, types: ['timestamptz', 'uuid'] },
  newest: { columns: ['opened_at', 'id'], descending: true, types: ['timestamptz', 'uuid'] },
  oldest: { columns: ['opened_at', 'id'], descending: false, types: ['timestamptz', 'uuid'] },
  stale: { columns: ['updated_at', 'id'], descending: false, types: ['timestamptz', 'uuid'] },
  priority: { columns: ['priority', 'opened_at', 'id'], descending: false, types: ['text', 'timestamptz', 'uuid'] },
  closed: {
    columns: ['closed_at', 'id'],
    descending: true,
    types: ['timestamptz', 'uuid'],
    condition: sql`t.closed_at is not null`
  }
}

export type Ordered = {
  /** Each branch is read by an index in order; a later one comes wholly after an earlier one. */
  branches: { conditions: Condition[] }[]
  orderBy: (alias: string) => RawBuilder<unknown>
  /** The sort values of a row as text, exact to the microsecond: `keys`. */
  keys: RawBuilder<unknown>
  /** Distinct rows of overlapping streams. */
  columns: (alias: string) => RawBuilder<unknown>
}

/**
 * How to read a list in an order from a cursor on. A deadline may be missing, and no index range reaches over nulls, so `due` is read
 * in two branches: those with a deadline, then those without.
 */
export function ordered(sort: TicketSort, cursor: string | undefined): Ordered {
  const order = orders[sort]
  const after = openCursor(cursor, order.columns.length + 1)
  if (after && after[0] !== sort) throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  const values = after?.slice(1) ?? null
  if (values) checkValues(order, values)
  const direction = sql.raw(order.descending ? 'desc' : 'asc')
  const list = (alias: string, columns: readonly string[]) =>
    sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)))
  return {
    branches:
      sort === 'due'
        ? dueBranches(values)
        : [{ conditions: [...(order.condition ? [order.condition] : []), ...(values ? [beyond(order, values)] : [])] }],
    orderBy: (alias) => sql.join(order.columns.map((column) => sql`${sql.ref(`${alias}.${column}`)} ${direction}`)),
    keys: sql`array[${sql.join(order.columns.map((column) => sql`${sql.ref(`t.${column}`)}::text`))}] as keys`,
    columns: (alias) => list(alias, order.columns)
  }
}

function beyond(order: Order, values: CursorValues): Condition {
  const sign = sql.raw(order.descending ? '<' : '>')
  const columns = sql.join(order.columns.map((column) => sql.ref(`t.${column}`)))
  const bounds = sql.join(values.map((value, index) => sql`${value}::${sql.raw(order.types[index] as string)}`))
  return sql`(${columns}) ${sign} (${bounds})`
}

function dueBranches(values: CursorValues | null): { conditions: Condition[] }[] {
  const withDeadline: Condition = sql`t.next_due_at is not null`
  const without: Condition = sql`t.next_due_at is null`
  if (!values) return [{ conditions: [withDeadline] }, { conditions: [without] }]
  if (values[0] !== null) return [{ conditions: [beyond(orders.due, values)] }, { conditions: [without] }]
  return [{ conditions: [without, sql`t.id > ${values[1]}::uuid`] }]
}

const shapes: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/,
  text: /^P\d$/
}

/** A cursor is opaque but not secret: one made up by hand is refused, not handed to the database. */
function checkValues(order: Order, values: CursorValues): void {
  const fits = values.every((value, index) => {
    if (value === null) return order === orders.due && index === 0
    return (
      typeof value === 'string' &&
      shapes[order.types[index] as string]?.test(value) &&
      isReal(value, order.types[index] as string)
    )
  })
  if (!fits) throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
}

const isReal = (value: string, type: string) =>
  type !== 'timestamptz' || !Number.isNaN(Date.parse(value.replace(' ', 'T').replace('+00', 'Z')))
