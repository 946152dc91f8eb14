import type { Static } from '@shouwen/contract/operation'
import type { ExportColumn } from '@shouwen/contract/ticket-export'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { customerNames, maskerFor, shownName } from '#capabilities/customers'
import { staffNames, unitTree } from '#capabilities/people'
import type { Cell, Column } from '#platform/tabular/index'
import { rulebook } from '#server/rulebook'
import { ticketScopeColumns } from './access.ts'
import type { Condition, ResolvedFilter } from './list-filter.ts'
import { pageQuery } from './list-streams.ts'
import { type Ticket, ticketColumns } from './load-ticket.ts'
import { getRegion } from './region.ts'
import { cursorOf } from '#platform/paging'
import type { TicketSort } from '@shouwen/contract/ticket-lists'

export type ExportColumnName = Static<typeof ExportColumn>
export type Language = 'zh-CN' | 'en'

const PAGE = 1_000

/** Headings and the words of statuses, which no other file of the server has. */
const words: Record<ExportColumnName, [zh: string, en: string]> = {
  number: ['工单号', 'Number'],
  kind: ['类型', 'Kind'],
  status: ['状态', 'Status'],
  title: ['标题', 'Title'],
  description: ['内容', 'Description'],
  priority: ['优先级', 'Priority'],
  category: ['问题分类', 'Category'],
  channel: ['受理渠道', 'Channel'],
  customerName: ['客户', 'Customer'],
  customerGrade: ['客户等级', 'Grade'],
  contactName: ['联系人', 'Contact'],
  contactPhone: ['联系电话', 'Telephone'],
  contactEmail: ['邮箱', 'E-mail'],
  assignee: ['处理人', 'Assignee'],
  owner: ['责任人', 'Owner'],
  firstOwner: ['首问责任人', 'First-asked owner'],
  queue: ['队列', 'Queue'],
  unit: ['单位', 'Unit'],
  openedAt: ['受理时间', 'Opened'],
  acceptedAt: ['接单时间', 'Accepted'],
  firstAnsweredAt: ['首次答复', 'First answer'],
  resolvedAt: ['解决时间', 'Resolved'],
  closedAt: ['关闭时间', 'Closed'],
  nextDueAt: ['最近时限', 'Next deadline'],
  tags: ['标签', 'Tags'],
  resolution: ['处理结果', 'Resolution'],
  rootCause: ['根因', 'Root cause']
}
const statusWords: Record<Ticket['status'], [zh: string, en: string]> = {
  acknowledged: ['已受理', 'acknowledged'],
  inProgress: ['处理中', 'in progress'],
  pending: ['等待客户', 'waiting for the customer'],
  held: ['内部挂起', 'held by us'],
  resolved: ['已解决', 'resolved'],
  closed: ['已关闭', 'closed'],
  cancelled: ['已撤销', 'cancelled'],
  rejected: ['不予受理', 'rejected']
}

/** The heading row. */
export function columnsFor(names: readonly ExportColumnName[], language: Language): Column[] {
  return names.map((name) => ({ key: name, heading: word(words[name], language) }))
}

const word = ([zh, en]: [string, string], language: Language) => (language === 'en' ? en : zh)

/** What the exporter may both read and export. */
export const exportable = (call: Call): Condition =>
  scopeFilter(call.actor, 'ticket.export', ticketScopeColumns('t')) as Condition

type Wanted = { regionId: number; filter: ResolvedFilter; sort: TicketSort; language: Language; most: number }

/** The rows, read page by page while the file is written; `onPage` hears how many have been read. */
export async function* exportRows(
  call: Call,
  { regionId, filter, sort, language, most }: Wanted,
  onPage: (done: number) => Promise<void>
): AsyncGenerator<Record<string, Cell>> {
  const cellsOf = await cellMaker(call, regionId, language)
  const columns = sql.join(ticketColumns.map((column) => sql.ref(`t.${column}`)))
  let cursor: string | undefined
  for (let done = 0; done < most; ) {
    const query = pageQuery(
      call,
      regionId,
      filter,
      { sort, cursor, limit: Math.min(PAGE, most - done), extra: [exportable(call)] },
      columns
    )
    const { rows } = await query.$castTo<Ticket & { keys: string[] }>().execute(call.tx)
    const last = rows.at(-1)
    if (!last) return
    yield* await cellsOf(rows)
    done += rows.length
    await onPage(done)
    cursor = cursorOf([sort, ...last.keys])
  }
}

/** Turns a page of tickets into cells: names in two statements, personal data masked by what the exporter may see. @norm GV-03 */
async function cellMaker(call: Call, regionId: number, language: Language) {
  const masker = maskerFor(call.actor)
  const { timeZone } = await getRegion(call, regionId)
  const instant = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const at = (date: Date | null) => (date ? instant.format(date) : null)
  const units = new Map(
    (await unitTree(call.tx)).map((unit) => [unit.id, language === 'en' ? unit.nameEn : unit.nameZh])
  )
  const { categories, facts } = rulebook()
  const valueWord = (fact: string, value: string | null) => {
    const known =
      value === null
        ? undefined
        : (facts[fact] as { values?: Record<string, { zh: string; en: string }> } | undefined)?.values?.[value]
    return known ? (language === 'en' ? known.en : known.zh) : value
  }
  return async (tickets: Ticket[]): Promise<Record<string, Cell>[]> => {
    const customers = await customerNames(
      call.tx,
      regionId,
      tickets.flatMap((ticket) => ticket.customer_id ?? [])
    )
    const people = await staffNames(
      call.tx,
      tickets.flatMap((ticket) => [ticket.assignee_id, ticket.owner_id, ticket.first_owner_id])
    )
    const person = (id: string | null) => {
      const found = id === null ? undefined : people.get(id)
      return found ? `${found.name} ${found.jobNumber}` : null
    }
    return tickets.map((ticket) => {
      const customer = ticket.customer_id === null ? undefined : customers.get(ticket.customer_id)
      const category = ticket.category === null ? undefined : categories[ticket.category]
      const cells: Record<ExportColumnName, Cell> = {
        number: ticket.number,
        kind: valueWord('kind', ticket.kind),
        status: word(statusWords[ticket.status], language),
        title: ticket.title,
        description: ticket.description,
        priority: ticket.priority,
        category: category ? (language === 'en' ? category.en : category.zh) : ticket.category,
        channel: valueWord('channel', ticket.channel),
        customerName: customer ? shownName(masker, customer) : null,
        customerGrade: customer?.grade ?? ticket.customer_grade,
        contactName: masker.show(ticket.contact_name, 'name'),
        contactPhone: masker.show(ticket.contact_phone, 'phone'),
        contactEmail: masker.show(ticket.contact_email, 'email'),
        assignee: person(ticket.assignee_id),
        owner: person(ticket.owner_id),
        firstOwner: person(ticket.first_owner_id),
        queue: ticket.queue_code,
        unit: ticket.unit_id === null ? null : (units.get(ticket.unit_id) ?? null),
        openedAt: at(ticket.opened_at),
        acceptedAt: at(ticket.accepted_at),
        firstAnsweredAt: at(ticket.first_answered_at),
        resolvedAt: at(ticket.resolved_at),
        closedAt: at(ticket.closed_at),
        nextDueAt: at(ticket.next_due_at),
        tags: ticket.tags.join(', '),
        resolution: ticket.resolution,
        rootCause: ticket.root_cause
      }
      return cells
    })
  }
}

const classOfColumn: Partial<Record<ExportColumnName, 'name' | 'phone' | 'email'>> = {
  customerName: 'name',
  contactName: 'name',
  contactPhone: 'phone',
  contactEmail: 'email'
}

/** Classes of personal data among the columns, and which of them the exporter sees only masked. */
export function classesIn(call: Call, columns: readonly ExportColumnName[]): { classes: string[]; masked: string[] } {
  const classes = [...new Set(columns.flatMap((column) => classOfColumn[column] ?? []))]
  const { hides } = maskerFor(call.actor)
  return { classes, masked: classes.filter((one) => hides.includes(one)) }
}
