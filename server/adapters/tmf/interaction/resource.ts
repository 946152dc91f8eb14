import { closeContact, noteContact } from '@shouwen/contract/chat-desk'
import { ContactChannel } from '@shouwen/contract/contact-words'
import { sql } from 'kysely'
import { contactScopeColumns, endOutbound, keepContactAttributes, recordOutbound, startConversation } from '#capabilities/contacts'
import { removeRecord } from '#capabilities/integrations'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { act } from '../acting.ts'
import { idOf, instant, text, uuid } from '../attribute.ts'
import { instantIn, listIn, malformed, missing, objectIn, textIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import { fault } from '../fault.ts'
import { hrefWhere } from '../own-address.ts'
import { equal } from '../patch.ts'
import { clean } from '../party/rows.ts'
import { type Ref, type Resource, shapes, shown } from '../resource.ts'
import { customerAmong, referencesIn } from '../trouble-ticket/references.ts'
import { face, listOf, renderInteractions } from './render.ts'

const statusSql = sql`case when c.state = 'closed' then 'completed' when c.state = 'active' then 'inProgress' else coalesce(c.tmf ->> 'status', 'open') end`

/** TMF683 version 4: the conversations of the product. Each opens a ticket, or joins the one it names as its item. */
export const partyInteraction: Resource = {
  name: 'partyInteraction',
  type: 'PartyInteraction',
  attributes: shapes({
    text: 'description direction reason status',
    instant: 'creationDate statusChangeDate',
    object: 'interactionDate',
    list: 'attachment channel interactionItem interactionRelationship note relatedParty'
  }),
  permissions: { read: 'contact.read', create: 'contact.answer', update: 'contact.answer', remove: 'contact.answer' },
  source: {
    from: sql`contacts.conversation c`,
    where: shown('partyInteraction', sql`c.region_id`, sql`c.id`),
    region: sql`c.region_id`,
    id: sql`c.id`,
    at: sql`c.opened_at`,
    placement: contactScopeColumns
  },
  filters: {
    kept: sql`c.tmf`,
    computed: new Set(['note', 'relatedParty', 'channel', 'interactionItem', 'interactionDate']),
    own: {
      id: idOf(sql`c.id`),
      href: hrefWhere(`${face}/partyInteraction`, sql`c.id`),
      reason: text(sql`coalesce(c.tmf ->> 'reason', c.subject)`),
      direction: text(sql`coalesce(c.tmf ->> 'direction', 'inbound')`),
      status: text(statusSql),
      creationDate: instant(sql`c.opened_at`),
      statusChangeDate: instant(sql`coalesce(c.closed_at, c.accepted_at, c.opened_at)`),
      'interactionDate.startDateTime': instant(sql`c.opened_at`),
      'interactionDate.endDateTime': instant(sql`c.closed_at`),
      'channel.id': text(sql`coalesce(c.tmf #>> '{channel,0,id}', c.channel)`),
      'relatedParty.id': text(sql`coalesce(c.customer_id::text, c.tmf #>> '{relatedParty,0,id}')`),
      'interactionItem.item.id': idOf(sql`c.ticket_id`)
    }
  },
  render: renderInteractions,
  create,
  update,
  remove
}

const channels = (ContactChannel as unknown as { enum: string[] }).enum

/**
 * Writes down a contact that another system had: the customer's, which opens or joins a ticket, or our own, which does not. What the
 * official kit leaves out has its plain meaning: it happened now and is open.
 * One that is completed is brought in as history at its own time.
 */
async function create(call: Call, body: Json): Promise<Ref> {
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const reason = textIn(body, 'reason', 1000)
  const direction = textIn(body, 'direction', 60)
  const [channel] = listIn(body, 'channel', 10) ?? []
  if (!channel) throw missing('channel')
  const status = statusIn(body)
  const customer = await customerAmong(call, regionId, body)
  const at = periodIn(body, call)
  const closedAt = status === 'completed' ? (at.end ?? call.now) : undefined
  const said = {
    regionId,
    channel: channelOf(channel),
    body: textOf(body, 'description', 10_000) ?? reason,
    subject: reason,
    at: at.start,
    customerId: customer?.id ?? null,
    ticketId: ticketIn(body)
  }
  const id = isOutbound(direction)
    ? await recordOutbound(call, { ...said, closedAt: closedAt ?? null })
    : (await startConversation(call, { ...said, live: false, ...(closedAt ? { closedAt } : {}) })).conversation.id
  const ref = { regionId, id }
  await keepContactAttributes(call, ref, { ...keptOf(body, customer?.id), status, reason, direction, channel: listIn(body, 'channel', 10), $origin: 'tmf' })
  for (const note of listIn(body, 'note') ?? []) await act(call, noteContact, { conversationId: ref.id, clientKey: call.app.newId(), body: textIn(note, 'text', 10_000) })
  return ref
}

/** Our own word to the customer, as the standard names it; every other direction is the customer's. */
const isOutbound = (direction: unknown): boolean => /^out/i.test(String(direction))

const statuses: Record<string, 'open' | 'inProgress' | 'completed'> = { open: 'open', opened: 'open', inProgress: 'inProgress', completed: 'completed' }

function statusIn(body: Json): 'open' | 'inProgress' | 'completed' {
  const status = statuses[textOf(body, 'status') ?? 'open']
  if (!status) throw malformed('status')
  return status
}

function channelOf(channel: Json): 'api' {
  textIn(channel, 'id')
  const said = [textOf(channel, 'id'), textOf(channel, 'name')].map((word) => word?.toLowerCase())
  return (channels.find((word) => said.includes(word) && word !== 'chat') ?? 'api') as 'api'
}

/** When it was: imports tell of the past, never of the future. */
function periodIn(body: Json, call: Call): { start: Date; end: Date | undefined } {
  const period = objectIn(body, 'interactionDate') ?? {}
  const start = instantIn(period, 'startDateTime')
  const end = instantIn(period, 'endDateTime')
  const from = start ? new Date(start) : call.now
  if (from > call.now || (end && new Date(end) < from)) throw malformed('interactionDate')
  return { start: from, end: end ? new Date(Math.min(Date.parse(end), call.now.getTime())) : undefined }
}

/** The ticket named as what it was about, if it is one of ours. */
function ticketIn(body: Json): string | null {
  const items = (listIn(body, 'interactionItem') ?? []).map((one) => objectIn(one, 'item') ?? {})
  const id = items.find((item) => item['@referredType'] === 'TroubleTicket' && typeof item['id'] === 'string' && uuid.test(item['id']))?.['id']
  return (id as string | undefined) ?? null
}

const ours = new Set(['id', 'href', 'reason', 'direction', 'status', 'statusChangeDate', 'creationDate', 'interactionDate', 'channel', 'note'])

function keptOf(body: Json, customerId: string | undefined | null): Json {
  const rest = Object.entries(body).filter(([name, value]) => !ours.has(name) && !name.startsWith('$') && value !== null && !(name === '@type' && value === 'PartyInteraction'))
  const parties = referencesIn(body, 'relatedParty').filter((one) => one['id'] !== customerId && one['role'] !== 'agent')
  const ticket = ticketIn(body)
  const items = (listIn(body, 'interactionItem') ?? []).filter((one) => (one['item'] as Json | undefined)?.['id'] !== ticket)
  return clean({ ...Object.fromEntries(rest), relatedParty: parties, interactionItem: items })
}

/** What differs, in the verbs of the product; what was said and when stays. */
async function update(call: Call, ref: Ref, present: Json, wanted: Json): Promise<void> {
  const changed = (name: string) => !equal(present[name], wanted[name])
  for (const name of ['id', 'href', 'creationDate', 'statusChangeDate', 'interactionDate', 'direction'])
    if (changed(name)) throw fault(400, 'attribute-not-changeable', 'The attribute cannot be changed', name)
  const customer = await customerAmong(call, ref.regionId, wanted)
  const before = await keptNow(call, ref)
  const after: Json = { ...keptOf(wanted, customer?.id), ...(changed('reason') ? { reason: textIn(wanted, 'reason', 1000) } : {}), ...(changed('channel') ? { channel: listIn(wanted, 'channel', 10) } : {}) }
  const gone = Object.keys(before).filter((name) => !name.startsWith('$') && !ours.has(name) && !(name in after))
  const differs = gone.length > 0 || Object.entries(after).some(([name, value]) => !equal(before[name], value))
  if (differs) await keepContactAttributes(call, ref, { ...after, ...Object.fromEntries(gone.map((name) => [name, null])) })
  const known = new Set(listOf(present['note']).map((one) => one['id']))
  for (const note of listIn(wanted, 'note') ?? [])
    if (note['id'] === undefined || !known.has(note['id'])) await act(call, noteContact, { conversationId: ref.id, clientKey: call.app.newId(), body: textIn(note, 'text', 10_000) })
  if (changed('status')) await step(call, ref, present, statusIn(wanted))
}

async function keptNow(call: Call, ref: Ref): Promise<Json> {
  const row = await call.tx.selectFrom('contacts.conversation').select('tmf').where('region_id', '=', ref.regionId).where('id', '=', ref.id).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row.tmf as Json
}

async function step(call: Call, ref: Ref, present: Json, to: 'open' | 'inProgress' | 'completed'): Promise<void> {
  const from = String(present['status'])
  if (from === 'completed' || to === 'open') throw fault(409, 'status-not-possible', 'This step of the status is not possible', `${from} -> ${to}`)
  if (to === 'completed' && isOutbound(present['direction'])) await endOutbound(call, ref)
  else if (to === 'completed') await act(call, closeContact, { conversationId: ref.id, outcome: 'follow-up' })
  else await keepContactAttributes(call, ref, { status: to })
}

/** Takes back what came by this interface; the conversation and its ticket stay in the product. */
async function remove(call: Call, ref: Ref): Promise<void> {
  if ((await keptNow(call, ref))['$origin'] !== 'tmf') throw fault(409, 'interaction-not-removable', 'Only an interaction that came by this interface can be deleted')
  await removeRecord(call, ref, 'partyInteraction')
  await keepContactAttributes(call, ref, { $removed: true })
}
