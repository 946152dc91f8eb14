import type { CustomerBrief } from '#capabilities/customers'
import { listIn, objectIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import { otherCharacteristics } from './form-fields.ts'
import { ownerRole } from './render.ts'
import { referencesIn } from './references.ts'

/** Attributes that are columns, rows or results of ours; whatever else a client gives is kept as it came. */
const ours = new Set([
  'id', 'href', 'name', 'description', 'severity', 'ticketType', 'priority', 'status', 'statusChangeDate', 'statusChangeReason', 'statusChange', 'statusChangeHistory',
  'creationDate', 'lastUpdate', 'requestedResolutionDate', 'expectedResolutionDate', 'resolutionDate', 'externalId', 'note', 'rootCause', 'confirmation'
])

/** What is kept with the ticket beside its own columns: the client's channel, parties and entities of other systems, and attributes we do not know. */
export function keptOf(body: Json, { customer, line }: { customer: CustomerBrief | null; line: string | null }): Json {
  const rest = Object.fromEntries(Object.entries(body).filter(([name, value]) => !ours.has(name) && !name.startsWith('$') && value !== null))
  const parties = referencesIn(body, 'relatedParty').filter((one) => one['id'] !== customer?.id && one['role'] !== ownerRole)
  const entities = referencesIn(body, 'relatedEntity').filter((one) => one['id'] !== line)
  const attachments = (listIn(body, 'attachment') ?? []).filter((one) => one['content'] === undefined && !isFile(one))
  checkChannel(body)
  for (const name of ['@type', '@baseType', '@schemaLocation']) textOf(body, name)
  return without({ ...rest, relatedParty: parties, relatedEntity: entities, attachment: attachments, troubleTicketRelationship: undefined, troubleTicketCharacteristic: otherCharacteristics(body) })
}

/** A file that is stored with the ticket is a row, not a reference to keep. */
const isFile = (one: Json) => typeof one['url'] === 'string' && /\/api\/tickets\/[0-9a-f-]{36}\/files\//.test(one['url'])

function checkChannel(body: Json): void {
  const channel = objectIn(body, 'channel')
  if (channel) for (const name of ['id', 'name', 'href']) textOf(channel, name)
}

function without(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)))
}
