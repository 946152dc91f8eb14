import { openTicket as openOperation } from '@shouwen/contract/tickets'
import type { InputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import { attachToTicket, openTicket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { validInput } from '#platform/validate'
import { instantIn, missing, objectIn, textIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import type { Ref } from '../resource.ts'
import { contentsOf } from './contents.ts'
import { formIn } from './form-fields.ts'
import { keptOf } from './kept.ts'
import { customerAmong, lineAmong } from './references.ts'
import { changeTicket } from './update.ts'
import { kindOf, severityOf, urgencyOf } from './words.ts'

type Opening = InputOf<typeof openOperation>

/** Opens a ticket as the screens do; who opens it by this interface is nobody's first-asked owner. */
export async function createTicket(call: Call, body: Json): Promise<Ref> {
  if (call.actor.kind !== 'staff') throw refuse('not-permitted')
  const regionId = call.actor.regionId
  const words = { description: textIn(body, 'description', 20_000), severity: textIn(body, 'severity'), ticketType: textIn(body, 'ticketType') }
  const customer = await customerAmong(call, regionId, body)
  const line = customer && (await lineAmong(call, regionId, customer.id, body))
  const files = await contentsOf(call, body)
  const severity = severityOf(words.severity)
  const kind = kindOf(words.ticketType)
  const input: Opening = {
    regionId,
    kind,
    title: titleOf(textOf(body, 'name', 1000) ?? words.description),
    description: words.description,
    form: { ...formFrom(kind, words.description), ...formIn(body) },
    channel: channelOf(body),
    severity,
    urgency: urgencyOf(severity),
    ...given('customerId', customer?.id),
    ...given('lineId', line),
    ...given('requestedResolutionAt', instantIn(body, 'requestedResolutionDate')),
    ...given('externalId', textOf(body, 'externalId', 120))
  }
  const tmf = { ...keptOf(body, { customer, line }), $origin: 'tmf', $severity: { word: words.severity, as: severity }, $ticketType: { word: words.ticketType, as: kind } }
  const opened = await openTicket(call, validInput(openOperation, input) as Opening, { byMachine: true, firstOwnerId: null, tmf })
  const ref = { regionId, id: opened.id }
  if (files.length > 0) await attachToTicket(call, ref, files)
  await afterOpening(call, ref, body)
  return ref
}

/** Notes, links and a first step that came with the ticket, as if they had been said after it. */
async function afterOpening(call: Call, ref: Ref, body: Json): Promise<void> {
  const present = { status: 'acknowledged', note: [], troubleTicketRelationship: [] }
  const later = ['status', 'statusChangeReason', 'note', 'troubleTicketRelationship'] as const
  const wanted = Object.fromEntries(later.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])))
  await changeTicket(call, ref, present, { ...present, ...wanted })
}

const given = <K extends string, V>(name: K, value: V | undefined | null) => (value === undefined || value === null ? {} : { [name]: value }) as { [key in K]?: V }

/** One line without control characters, at most 200 long. */
export function titleOf(words: string): string {
  const line = words.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
  if (line === '') throw missing('name')
  return Array.from(line).slice(0, 100).join('').trim()
}

/** The channel named, if it is one of ours; else the interface itself. */
function channelOf(body: Json): Opening['channel'] {
  const channel = objectIn(body, 'channel')
  if (!channel) return 'api'
  const said = [textOf(channel, 'id'), textOf(channel, 'name')].map((word) => word?.toLowerCase())
  return ours.find((word) => said.includes(word)) ?? 'api'
}
const ours = ['chat', 'email', 'phone', 'hall', 'portal', 'api', 'letter', 'social', 'regulator'] as const

/** What the kind must be told and only the description tells: the customer's own words stand in. */
export function formFrom(kind: Opening['kind'], description: string): TicketForm {
  const words = (most: number) => Array.from(description).slice(0, most / 2).join('')
  if (kind === 'fault') return { symptom: words(1000) }
  if (kind === 'complaint') return { demand: words(2000), scene: words(2000) }
  return kind === 'request' ? { wanted: titleOf(description) } : {}
}
