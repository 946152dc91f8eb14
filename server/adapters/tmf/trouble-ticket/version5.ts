import type { Json } from '../condition.ts'
import { listIn, malformed, objectIn, textIn } from '../check-body.ts'

// Version 5 says the same in other words: every part carries its type, references sit one level deeper, some names have changed.

/** A ticket of version 4 in the words of version 5. */
export function toVersion5(ticket: Json): Json {
  const { href, externalId, externalIdentifier, statusChange, ...same } = ticket
  const typed: Json = {
    ...same,
    href: inVersion5(String(href)),
    externalIdentifier: identifiers(externalId, externalIdentifier),
    statusChangeHistory: listOf(statusChange).map((step) => clean({ status: step['status'], statusChangeDate: step['changeDate'], statusChangeReason: step['changeReason'], '@type': 'StatusChange' })),
    channel: same['channel'] && { '@type': 'ChannelRef', ...(same['channel'] as Json) },
    note: withType(same['note'], 'Note'),
    attachment: listOf(same['attachment']).map((one) => ({ ...one, '@type': one['@type'] === 'AttachmentRef' && one['id'] ? 'AttachmentRef' : 'Attachment' })),
    relatedParty: listOf(same['relatedParty']).map((party) => clean({ role: party['role'], partyOrPartyRole: { ...without(party, 'role'), '@type': roleTypes.test(String(party['@referredType'])) ? 'PartyRoleRef' : 'PartyRef' }, '@type': 'RelatedPartyRefOrPartyRoleRef' })),
    relatedEntity: listOf(same['relatedEntity']).map((entity) => clean({ role: entity['role'], entity: { ...without(entity, 'role'), '@type': 'EntityRef' }, '@type': 'RelatedEntity' })),
    troubleTicketRelationship: withType(same['troubleTicketRelationship'], 'TroubleTicketRelationship').map((one) => (typeof one['href'] === 'string' ? { ...one, href: inVersion5(one['href']) } : one))
  }
  return clean(typed)
}

/** The address of the same ticket in this version. */
export const inVersion5 = (href: string) => href.replace('/troubleTicket/v4/', '/troubleTicket/v5/')

const roleTypes = /^(Customer|.*Role)$/
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const withType = (value: unknown, type: string): Json[] => listOf(value).map((one) => ({ '@type': type, ...one }))

const without = (object: Json, ...names: string[]): Json => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))

function clean(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)))
}

/** The list a client gave, as long as its first entry is still the ticket's external id. */
function identifiers(externalId: unknown, given: unknown): Json[] {
  if (typeof externalId !== 'string') return []
  const kept = listOf(given)
  return kept[0]?.['id'] === externalId ? kept : [{ id: externalId, externalIdentifierType: 'TroubleTicket', '@type': 'ExternalIdentifier' }]
}

/** A body of version 5 in the words of version 4; every part must carry its type. */
export function fromVersion5(body: Json): Json {
  const { statusChangeHistory, relatedParty, relatedEntity } = body
  const same = without(body, 'externalIdentifier', 'statusChangeHistory', 'relatedParty', 'relatedEntity')
  for (const name of ['note', 'attachment', 'troubleTicketRelationship', 'troubleTicketCharacteristic', 'externalIdentifier', 'relatedParty', 'relatedEntity'] as const)
    for (const one of listIn(body, name) ?? []) textIn(one, '@type')
  for (const name of ['channel', 'troubleTicketSpecification']) {
    const one = objectIn(body, name)
    if (one) textIn(one, '@type')
    if (one) textIn(one, 'id')
  }
  const identifiers = listIn(body, 'externalIdentifier')
  return dropAbsent({
    ...same,
    ...(identifiers === undefined ? {} : { externalIdentifier: identifiers, externalId: identifiers[0] ? textIn(identifiers[0], 'id', 120) : undefined }),
    statusChange: statusChangeHistory && listOf(statusChangeHistory).map((step) => ({ status: step['status'], changeDate: step['statusChangeDate'], changeReason: step['statusChangeReason'], '@type': 'StatusChange' })),
    relatedParty: relatedParty && listOf(relatedParty).map((one) => reference(one, 'partyOrPartyRole', 'RelatedParty', 'Party')),
    relatedEntity: relatedEntity && listOf(relatedEntity).map((one) => reference(one, 'entity', 'RelatedEntity', 'Entity'))
  })
}

function reference(one: Json, member: 'partyOrPartyRole' | 'entity', type: string, referred: string): Json {
  const inner = objectIn(one, member)
  if (!inner) throw malformed(member === 'entity' ? 'relatedEntity' : 'relatedParty')
  textIn(inner, 'id')
  textIn(inner, '@type')
  return { ...inner, '@referredType': inner['@referredType'] ?? referred, role: one['role'] ?? (member === 'entity' ? 'related' : undefined), '@type': type }
}

function dropAbsent(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}
