import type { AskedValues, LeafView } from '@shouwen/contract/complaint-schemas'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { Call } from '#platform/action'
import { staffNames } from '#capabilities/people'
import type { Ticket } from '#capabilities/tickets'
import { contactsOfTicket } from '#capabilities/voice'
import { rulebook } from '#server/rulebook'
import type { AskedField, ComplaintLeaf, EvidenceFinder } from '#server/rulebook-complaints'
import { checkAsked } from './check-asked.ts'
import type { Complaint } from './complaint-row.ts'
import { fieldView } from './complaint-source.ts'

/** Confirmed by hand: who, when, and what was said of it. */
export type Confirmed = Record<string, { there: boolean; by: string | null; at: string; note: string | null }>

/** What the rulebook has for the category of a ticket, when that is a leaf. @norm TK-07 TK-09 TK-10 TK-11 TK-12 TK-13 */
export function leafOf(category: string | null): { leaf: ComplaintLeaf; fields: readonly AskedField[] } | null {
  const { leaves, forms } = rulebook().complaints.leaves
  const leaf = category === null ? undefined : leaves[category]
  return leaf ? { leaf, fields: forms[leaf.form] ?? [] } : null
}

/** The leaf of a complaint with what is filled and what evidence is there; null when the category is none. */
export async function leafView(call: Call, ticket: Ticket, row: Complaint): Promise<LeafView | null> {
  const found = leafOf(ticket.category)
  if (!found) return null
  const { leaf, fields } = found
  const { evidence, playbooks, inspections, remedies } = rulebook().complaints.leaves
  const { departments } = rulebook()
  const values = fitting(fields, row.leaf_form as AskedValues)
  const missing = checkAsked(fields, values, true).flatMap(({ code, rule }) => (rule === 'required' ? [code] : []))
  const there = await findings(call, ticket, missing.length === 0)
  const confirmed = row.evidence as Confirmed
  const people = await staffNames(call.tx, Object.values(confirmed).map(({ by }) => by))
  return {
    fields: fields.map(fieldView),
    values,
    missing,
    owner: { code: leaf.owner, ...words(departments[leaf.owner]) },
    evidence: leaf.evidence.map((code) => {
      const piece = evidence[code]
      const hand = confirmed[code]
      const isFound = piece !== undefined && there[piece.finds]
      const by = hand?.by ? people.get(hand.by) : undefined
      return {
        code,
        ...words(piece),
        there: hand?.there === true || (isFound && hand?.there !== false),
        how: hand ? ('by-hand' as const) : isFound ? ('found' as const) : null,
        by: hand?.by && by ? { id: hand.by, ...by } : null,
        at: hand?.at ?? null,
        note: hand?.note ?? null
      }
    }),
    playbook: { code: leaf.playbook, ...words(playbooks[leaf.playbook]), steps: (playbooks[leaf.playbook]?.steps ?? []).map(words) },
    remedies: leaf.remedies.map((code) => ({ code, ...words(remedies[code]) })),
    mostFen: leaf.most_yuan * 100,
    inspection: { code: leaf.inspection, ...words(inspections[leaf.inspection]), items: (inspections[leaf.inspection]?.items ?? []).map(words) }
  }
}

const words = (phrase: { zh: string; en: string } | undefined) => ({ zh: phrase?.zh ?? '', en: phrase?.en ?? '' })

/** Answers to other fields belong to a category of before and are not shown. */
function fitting(fields: readonly AskedField[], values: AskedValues): AskedValues {
  const known = new Set(fields.map(({ code }) => code))
  return Object.fromEntries(Object.entries(values).filter(([code]) => known.has(code)))
}

/** What the product can tell by itself to be there; `hand` never is. */
async function findings(call: Call, ticket: Ticket, isFormWhole: boolean): Promise<Record<EvidenceFinder, boolean>> {
  const form = ticket.form as TicketForm
  const [{ contacts, recordings }, files] = await Promise.all([contactsOfTicket(call.tx, ticket.region_id, ticket.id), fileCount(call, ticket)])
  return {
    customer: ticket.customer_id !== null,
    form: Boolean(form.demand && form.scene),
    'leaf-form': isFormWhole,
    documents: (form.documentNumbers?.length ?? 0) > 0,
    contact: contacts > 0,
    recording: recordings > 0,
    file: files > 0,
    'root-cause': ticket.root_cause !== null,
    hand: false
  }
}

async function fileCount(call: Call, ticket: Ticket): Promise<number> {
  const row = await call.tx
    .selectFrom('platform.file')
    .select((eb) => eb.fn.countAll().as('files'))
    .where('region_id', '=', ticket.region_id)
    .where('subject_kind', '=', 'ticket')
    .where('subject_id', '=', ticket.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.files ?? 0)
}
