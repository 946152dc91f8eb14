import type { ImportField, ImportMapping, RowFault } from '@shouwen/contract/import-words'
import type { InputOf } from '@shouwen/contract/operation'
import type { openTicket } from '@shouwen/contract/tickets'
import { createHash } from 'node:crypto'
import { rulebook } from '#server/rulebook'
import { readInstant } from './read-instant.ts'
import { meaningOf } from './words.ts'

type OpenInput = InputOf<typeof openTicket>

/** A row as it will become a ticket, before the customer is looked up. */
export type ReadyRow = {
  row: number
  /** Who has this key was brought in before. */
  key: string
  contentHash: Buffer
  openedAt: Date
  input: Omit<OpenInput, 'regionId'>
  customerNumber: string | null
  serviceNumber: string | null
  answers: { body: string; at: Date }[]
  begunAt: Date | null
  resolvedAt: Date | null
  resolution: string | null
  ended: { as: 'closed' | 'cancelled' | 'rejected'; at: Date } | null
}
export type FaultyRow = {
  row: number
  fault: RowFault
  field?: ImportField
  key?: string
  /** What the file says and nobody knows, for the preview alone. */
  word?: string
}

export type ReadContext = { mapping: ImportMapping; source: string; timeZone: string; now: Date }

type Cells = Partial<Record<ImportField, string>>
const at = (fault: RowFault, field?: ImportField) => ({ fault, ...(field ? { field } : {}) })
/** Thrown inside this file alone: the first fault found ends the row. */
class Fault extends Error {
  readonly told: { fault: RowFault; field?: ImportField; word?: string }
  constructor(fault: RowFault, field?: ImportField, word?: string) {
    super(fault)
    this.told = { ...at(fault, field), ...(word === undefined ? {} : { word }) }
  }
}

/** Reads one row by the mapping. What is wrong is told with the field it lies in; a row is taken whole or not at all. */
export function readRow(record: Record<string, string>, row: number, context: ReadContext): ReadyRow | FaultyRow {
  try {
    return ready(record, row, context)
  } catch (error) {
    if (error instanceof Fault) return { row, ...error.told }
    throw error
  }
}

export const isReady = (row: ReadyRow | FaultyRow): row is ReadyRow => !('fault' in row)

function ready(record: Record<string, string>, row: number, context: ReadContext): ReadyRow {
  const cells = cellsOf(record, context.mapping)
  const times = timesOf(cells, context)
  const kind = (cells.kind ?? 'inquiry') as OpenInput['kind']
  const { title, description } = wordsOf(cells)
  const hash = createHash('sha256')
    .update(JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest()
  const id = line('externalId', cells.externalId, 120)
  return {
    row,
    key: id ? `${context.source}:${id}` : `#${hash.toString('base64url')}`,
    contentHash: hash,
    openedAt: times.openedAt,
    customerNumber: cells.customerNumber ?? null,
    serviceNumber: cells.serviceNumber ?? null,
    ...historyOf(cells, times),
    input: {
      kind,
      title,
      description,
      channel: (cells.channel ?? 'api') as OpenInput['channel'],
      ...(cells.source ? { source: cells.source as OpenInput['source'] } : {}),
      ...(cells.category ? { category: fitting(cells.category, kind) } : {}),
      ...(cells.severity ? { severity: cells.severity as OpenInput['severity'] } : {}),
      ...(cells.urgency ? { urgency: cells.urgency as OpenInput['urgency'] } : {}),
      ...(cells.scope ? { scope: cells.scope as OpenInput['scope'] } : {}),
      ...(cells.contactName ? { contactName: line('contactName', cells.contactName, 80) } : {}),
      ...(cells.contactPhone ? { contactPhone: line('contactPhone', cells.contactPhone, 40) } : {}),
      ...(cells.contactEmail ? { contactEmail: address(cells.contactEmail) } : {}),
      ...(cells.serviceNumber ? { form: { serviceNumber: line('serviceNumber', cells.serviceNumber, 40) } } : {}),
      ...(id ? { externalId: id } : {}),
      ...(cells.tags ? { tags: tagsOf(cells.tags) } : {})
    }
  }
}

/** Every field with what the row or the constants say, words already as ours. */
function cellsOf(record: Record<string, string>, mapping: ImportMapping): Cells {
  const cells: Cells = { ...(mapping.constants as Cells | undefined) }
  for (const [heading, { field, values }] of Object.entries(mapping.columns)) {
    const text = (record[heading] ?? '').trim()
    if (text === '') continue
    const meaning = meaningOf(field, text, values)
    if (meaning === undefined) throw new Fault(field === 'category' ? 'category-unknown' : 'word-unknown', field, text.slice(0, 200))
    if (meaning !== '') cells[field] = meaning
  }
  return cells
}

type Times = { openedAt: Date; answeredAt?: Date; resolvedAt?: Date; closedAt?: Date }

function timesOf(cells: Cells, { mapping, timeZone, now }: ReadContext): Times {
  const format = (field: ImportField) => Object.values(mapping.columns).find((column) => column.field === field)?.format
  const read = (field: 'openedAt' | 'answeredAt' | 'resolvedAt' | 'closedAt'): Date | undefined => {
    const text = cells[field]
    if (text === undefined) return undefined
    const instant = readInstant(text, mapping.timeZone ?? timeZone, format(field))
    if (instant === undefined) throw new Fault('time-unreadable', field)
    if (instant > now.getTime()) throw new Fault('time-in-future', field)
    return new Date(instant)
  }
  const mapped = Object.values(mapping.columns).some(({ field }) => field === 'openedAt')
  const opened = read('openedAt')
  if (!opened && mapped) throw new Fault('time-missing', 'openedAt')
  const times = {
    openedAt: opened ?? now,
    answeredAt: read('answeredAt'),
    resolvedAt: read('resolvedAt'),
    closedAt: read('closedAt')
  }
  const order = (['openedAt', 'answeredAt', 'resolvedAt', 'closedAt'] as const).filter((field) => times[field])
  const wrong = order.find(
    (field, index) => index > 0 && (times[field] as Date) < (times[order[index - 1] as 'openedAt'] as Date)
  )
  if (wrong) throw new Fault('times-out-of-order', wrong)
  return times
}

function wordsOf(cells: Cells): { title: string; description: string } {
  const description = clean(cells.description ?? cells.title ?? '')
  const title = clean(cells.title ?? description)
    .replace(/\s+/g, ' ')
    .trim()
  if (description.trim() === '' || title === '') throw new Fault('title-missing', 'title')
  if (description.length > 20_000) throw new Fault('text-too-long', 'description')
  const whole = title.length > 200 && cells.description ? `${title}\n\n${description}`.slice(0, 20_000) : description
  return { title: cut(title, 200), description: whole }
}

/** What came after the ticket was opened. An answer without a time of its own cannot be judged and counts from the end of the matter. */
function historyOf(
  cells: Cells,
  times: Times
): Pick<ReadyRow, 'answers' | 'begunAt' | 'resolvedAt' | 'resolution' | 'ended'> {
  const { openedAt, answeredAt, resolvedAt, closedAt } = times
  const last = closedAt ?? resolvedAt ?? answeredAt
  const answered = answeredAt ?? resolvedAt ?? closedAt
  if (cells.answer && !answered) throw new Fault('time-missing', 'answeredAt')
  const answers = cells.answer && answered ? [{ body: clean(cells.answer).slice(0, 20_000), at: answered }] : []
  const status = cells.status ?? (closedAt ? 'closed' : resolvedAt ? 'resolved' : 'open')
  const over = status === 'closed' || status === 'cancelled' || status === 'rejected'
  if ((over || status === 'resolved') && !last)
    throw new Fault('time-missing', status === 'resolved' ? 'resolvedAt' : 'closedAt')
  if (status === 'rejected' && answers.length > 0) throw new Fault('times-out-of-order', 'status')
  const solved = status === 'resolved' || status === 'closed'
  return {
    answers,
    begunAt: status === 'inProgress' ? openedAt : null,
    resolvedAt: solved ? (resolvedAt ?? last ?? null) : null,
    resolution: cells.resolution ? cut(clean(cells.resolution), 4000) : null,
    ended: over && last ? { as: status, at: last } : null
  }
}

/** @norm IQ-11 TK-03 */
function fitting(category: string, kind: OpenInput['kind']): string {
  if (!rulebook().categories[category]?.kinds.includes(kind)) throw new Fault('category-unknown', 'category')
  return category
}

function address(text: string): string {
  const plain = text.replace(/^.*<|>.*$/g, '').trim()
  if (!/^[^\s@<>"',;]{1,64}@[a-z0-9.-]{1,120}\.[a-z0-9-]{2,24}$/i.test(plain))
    throw new Fault('email-unreadable', 'contactEmail')
  return plain
}

function line(field: ImportField, text: string | undefined, most: number): string | undefined {
  if (text === undefined) return undefined
  const one = text.replace(/\p{Cc}+/gu, ' ').trim()
  if (one.length > most) throw new Fault('text-too-long', field)
  return one === '' ? undefined : one
}

const tagsOf = (text: string) =>
  [
    ...new Set(
      text
        .split(/[,，;；、|]/)
        .map((tag) => cut(tag.trim(), 40))
        .filter(Boolean)
    )
  ].slice(0, 20)
const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…`.toWellFormed() : text)
const clean = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .toWellFormed()
