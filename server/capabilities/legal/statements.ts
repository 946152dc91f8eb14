import { createHash } from 'node:crypto'
import type {
  decideStatement as decideOperation,
  draftStatement as draftOperation,
  listStatements as listOperation,
  StatementView
} from '@shouwen/contract/legal-referrals'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { LegalStatement } from '#platform/schema.gen'
import { findCustomer } from '#capabilities/customers'
import { unitTree } from '#capabilities/people'
import type { Ticket } from '#capabilities/tickets'
import { complaintUnder, iso, legalHappened, people, rowById, ticketUnder } from './ground.ts'
import { checkLegalWord, legalRules, worded } from './legal-rules.ts'
import { todayIn } from './labels.ts'

type Statement = Selectable<LegalStatement>
type View = Static<typeof StatementView>

/** Drafts a written statement: only the fields of a template of the rulebook can be filled in, there is no free text. @norm TK-53 */
export async function draftStatement(
  call: Call,
  input: InputOf<typeof draftOperation>
): Promise<OutputOf<typeof draftOperation>> {
  const ticket = await complaintUnder(call, 'legal.draft', input.ticketId)
  const { templates } = legalRules()
  checkLegalWord(templates, input.template)
  const template = templates[input.template] as (typeof templates)[string]
  const wanted = Object.keys(template.fields)
  const given = Object.entries(input.fields).filter(([, text]) => text.trim() !== '')
  if (given.length !== wanted.length || given.some(([name]) => !wanted.includes(name)))
    throw refuse('statement-fields', { fields: wanted })
  const body = filled(template.body[input.language === 'en' ? 'en' : 'zh'], {
    ...Object.fromEntries(given.map(([name, text]) => [name, text.trim()])),
    ...(await standing(call, ticket, input.language))
  })
  const row = await call.tx
    .insertInto('legal.statement')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      template: input.template,
      template_version: template.version,
      language: input.language,
      fields: JSON.stringify(input.fields),
      body,
      sha256: createHash('sha256').update(body).digest(),
      state: 'asked',
      unit_id: ticket.unit_id,
      drafted_by: staffId(call.actor),
      drafted_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.statement-drafted',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { statementId: row.id, template: row.template },
    told: `【书面说明待审批】${template.zh}`
  })
  return statementView(call, row)
}

/** A second person approves or refuses; nobody their own. A refusal says why. @norm TK-53 */
export async function decideStatement(
  call: Call,
  input: InputOf<typeof decideOperation>
): Promise<OutputOf<typeof decideOperation>> {
  const row = await rowById(call, 'legal.statement', input.statementId, true)
  const ticket = await ticketUnder(call, 'legal.approve', { regionId: row.region_id, id: row.ticket_id })
  if (row.drafted_by !== null && row.drafted_by === staffId(call.actor)) throw refuse('statement-own')
  if (row.state !== 'asked') throw refuse('statement-decided')
  if (!input.approve && !input.note?.trim()) throw refuse('required-field-missing', { fields: ['note'] })
  const state = input.approve ? ('approved' as const) : ('refused' as const)
  const after = await call.tx
    .updateTable('legal.statement')
    .set({ state, decided_by: staffId(call.actor), decided_at: call.now, decision_note: input.note ?? null })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const title = worded(legalRules().templates, row.template).zh
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.statement-decided',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { statementId: row.id, state },
    told: `【书面说明${input.approve ? '已批准' : '未批准'}】${title}${input.note ? `：${input.note}` : ''}`,
    proof: {
      statementId: row.id,
      state,
      template: row.template,
      templateVersion: row.template_version,
      sha256: (row.sha256 as Buffer).toString('hex'),
      draftedBy: row.drafted_by
    }
  })
  return statementView(call, after)
}

/** Statements of a complaint, or all one may see, the newest first. */
export async function listStatements(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? await ticketUnder(call, 'ticket.read', input.ticketId) : null
  const regionId = ticket?.region_id ?? input.regionId
  const rows = await call.tx
    .selectFrom('legal.statement as s')
    .selectAll('s')
    .$if(ticket === null, (query) =>
      query.where(
        scopeFilter(call.actor, 'legal.read', {
          regionId: 's.region_id',
          unitId: 's.unit_id',
          staffIds: ['s.drafted_by']
        })
      )
    )
    .$if(ticket !== null, (query) => query.where('s.ticket_id', '=', ticket?.id as string))
    .$if(regionId !== undefined, (query) => query.where('s.region_id', '=', regionId as number))
    .$if(input.state !== undefined, (query) => query.where('s.state', '=', input.state as 'asked'))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(s.drafted_at, s.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('s.drafted_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()
  const person = await people(
    call,
    rows.flatMap((row) => [row.drafted_by, row.decided_by])
  )
  return pageOf(
    rows,
    limit,
    (row: Statement) => viewOf(call, row, person),
    (row) => [row.drafted_at.toISOString(), row.id]
  )
}

/** What every template may name beside its own fields. */
async function standing(call: Call, ticket: Ticket, language: 'zh-CN' | 'en'): Promise<Record<string, string>> {
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  const group = (await unitTree(call.tx)).find(({ parentId }) => parentId === null)
  const today = await todayIn(call, ticket.region_id)
  const name = language === 'en' ? group?.nameEn : group?.nameZh
  return {
    customer: customer?.name ?? ticket.contact_name ?? (language === 'en' ? 'customer' : '尊敬的客户'),
    number: ticket.number,
    received: dayOf(ticket.opened_at),
    operator: name ?? '',
    today: today.toString()
  }
}

const dayOf = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at)

/** Puts values in the places of a text; a value is never read as a template again. */
function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{([a-z-]+)\}/g, (_, name: string) => values[name] ?? '')
}

async function statementView(call: Call, row: Statement): Promise<View> {
  return viewOf(call, row, await people(call, [row.drafted_by, row.decided_by]))
}

function viewOf(call: Call, row: Statement, person: Awaited<ReturnType<typeof people>>): View {
  const own = row.drafted_by !== null && row.drafted_by === staffId(call.actor)
  return {
    regionId: row.region_id,
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    template: worded(legalRules().templates, row.template),
    templateVersion: row.template_version,
    language: row.language as View['language'],
    body: row.body,
    sha256: (row.sha256 as Buffer).toString('hex'),
    state: row.state as View['state'],
    draftedBy: person(row.drafted_by),
    draftedAt: row.drafted_at.toISOString(),
    decidedBy: person(row.decided_by),
    decidedAt: iso(row.decided_at),
    decisionNote: row.decision_note,
    can: {
      decide:
        row.state === 'asked' &&
        !own &&
        allows(call.actor, 'legal.approve', {
          regionId: row.region_id,
          unitId: row.unit_id,
          staffIds: [row.drafted_by]
        })
    }
  }
}
