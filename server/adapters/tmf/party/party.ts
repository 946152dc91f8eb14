import { updateCustomer } from '@shouwen/contract/customers'
import { sql } from 'kysely'
import { keepOutsideAttributes, maskerFor } from '#capabilities/customers'
import { hideRecord, isHidden, removeRecord } from '#capabilities/integrations'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { act } from '../acting.ts'
import { type Attribute, idOf, text } from '../attribute.ts'
import { malformed, textIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import { fault } from '../fault.ts'
import { equal } from '../patch.ts'
import { hrefOf, type Ref, type Resource, type Shapes, shapes } from '../resource.ts'
import { hrefWhere } from '../own-address.ts'
import { changeMeans, meansIn, mediaOf } from './media.ts'
import { composeName, familySql, givenSql, splitName } from './names.ts'
import { newParty } from './new-party.ts'
import { auditLook, clean, keptIn, loadRows, type Row, sourceOf, visible } from './rows.ts'

const face = 'party/v4'

type Kind = {
  name: 'individual' | 'organization'
  type: 'Individual' | 'Organization'
  kind: 'person' | 'organisation'
  states: string[]
  attributes: Shapes
  /** Attributes that make the name of the row. */
  naming: string[]
  nameIn(body: Json): string
  namesOf(name: string, kept: Json): Json
  filters: Record<string, Attribute>
}

/** A name the client gave in parts counts as long as the row still has the name made of them. */
const stillNamed = sql`c.attributes #>> '{tmf632,$for}' = c.name`
const part = (name: string, otherwise: ReturnType<typeof sql>): Attribute => text(sql`case when ${stillNamed} then c.attributes #>> ${sql.lit(`{tmf632,${name}}`)} else ${otherwise} end`)

const individualKind: Kind = {
  name: 'individual',
  type: 'Individual',
  kind: 'person',
  states: ['initialized', 'validated', 'deceaded'],
  attributes: shapes({
    text: 'aristocraticTitle countryOfBirth familyName familyNamePrefix formattedName fullName gender generation givenName legalName location maritalStatus middleName nationality placeOfBirth preferredGivenName title status',
    instant: 'birthDate deathDate',
    list: 'contactMedium creditRating disability externalReference individualIdentification languageAbility otherName partyCharacteristic relatedParty skill taxExemptionCertificate'
  }),
  naming: ['familyName', 'givenName'],
  nameIn: (body) => composeName({ familyName: textIn(body, 'familyName', 60), givenName: textIn(body, 'givenName', 60) }),
  namesOf: (name, kept) => (kept['$for'] === name ? { familyName: kept['familyName'], givenName: kept['givenName'] } : splitName(name)),
  filters: { familyName: part('familyName', familySql(sql`c.name`)), givenName: part('givenName', givenSql(sql`c.name`)) }
}

const organizationKind: Kind = {
  name: 'organization',
  type: 'Organization',
  kind: 'organisation',
  states: ['initialized', 'validated', 'closed'],
  attributes: shapes({
    text: 'name nameType organizationType tradingName status',
    flag: 'isHeadOffice isLegalEntity',
    object: 'existsDuring organizationParentRelationship',
    list: 'contactMedium creditRating externalReference organizationChildRelationship organizationIdentification otherName partyCharacteristic relatedParty taxExemptionCertificate'
  }),
  naming: ['tradingName'],
  nameIn: (body) => textIn(body, 'tradingName', 120),
  namesOf: (name) => ({ tradingName: name }),
  filters: { tradingName: text(sql`c.name`) }
}

export const individual = partyResource(individualKind)
export const organization = partyResource(organizationKind)

/** TMF632 version 4: people and organisations. They are the customers of the product and those who are not yet, in the same table. */
function partyResource(kind: Kind): Resource {
  return {
    name: kind.name,
    type: kind.type,
    attributes: kind.attributes,
    permissions: { read: 'customer.read', create: 'customer.write', update: 'customer.write', remove: 'customer.write' },
    source: sourceOf('party', kind.kind),
    filters: {
      kept: sql`c.attributes -> 'tmf632'`,
      computed: new Set(['contactMedium', 'individualIdentification']),
      own: { id: idOf(sql`c.id`), href: hrefWhere(`${face}/${kind.name}`, sql`c.id`), status: text(sql`coalesce(c.attributes #>> '{tmf632,status}', 'initialized')`), ...kind.filters }
    },
    render: (call, refs, wanted) => render(call, kind, refs, wanted),
    create: (call, body) => create(call, kind, body),
    update: (call, ref, present, wanted) => update(call, kind, ref, present, wanted),
    remove,
    audit: auditLook
  }
}

async function render(call: Call, kind: Kind, refs: readonly Ref[], wanted: (attribute: string) => boolean): Promise<Json[]> {
  const rows = await loadRows(call, refs, wanted)
  const masker = maskerFor(call.actor)
  return refs.flatMap(({ id }): Json[] => {
    const found = rows.get(id)
    if (!found) return []
    const { row, means } = found
    const kept = keptIn(row, 'tmf632')
    const hidden = kind.kind === 'person' && masker.hides.includes('name')
    const one = clean({
      '@type': kind.type,
      ...(hidden ? {} : visible(kept)),
      id,
      href: hrefOf(call, face, kind.name, id),
      status: kept['status'] ?? 'initialized',
      ...(hidden ? splitName(masker.show(row.name, 'name')) : kind.namesOf(row.name, kept)),
      contactMedium: mediaOf(means, kept['$media'], masker),
      ...(kind.kind === 'person' && row.id_number ? { individualIdentification: [documentOf(row, masker.show(row.id_number, 'id-number'))] } : {})
    })
    return [one]
  })
}

const documentOf = (row: Row, shown: string): Json => ({ identificationType: row.id_kind ?? 'identity card', identificationId: shown, '@type': 'IndividualIdentification' })

async function create(call: Call, kind: Kind, body: Json): Promise<Ref> {
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const name = kind.nameIn(body)
  const attributes = { tmf632: keptOf(kind, body, name) }
  const { id } = await newParty(call, { regionId, kind: kind.kind, name, contactMeans: meansIn(body), ...documentIn(body) }, { attributes, status: 'prospect' })
  const ref = { regionId, id }
  await hideRecord(call, ref, 'customer')
  return ref
}

/** The first identity document given, as the row holds it. */
function documentIn(body: Json): { idKind?: string; idNumber?: string } {
  const [first] = (body['individualIdentification'] as Json[] | undefined) ?? []
  if (!first) return {}
  return { idKind: textOf(first, 'identificationType', 40) ?? 'identity card', idNumber: textIn(first, 'identificationId', 60) }
}

/** Everything the row has no place for; a spelling of later versions is taken too. */
function keptOf(kind: Kind, body: Json, name: string): Json {
  const ours = new Set(['id', 'href', 'contactMedium', 'individualIdentification', 'status', ...(kind.kind === 'person' ? [] : kind.naming)])
  const rest = Object.entries(body).filter(([member, value]) => !ours.has(member) && !member.startsWith('$') && value !== null && !(member === '@type' && value === kind.type))
  return clean({ ...Object.fromEntries(rest), status: stateIn(kind, body), $for: name, $media: body['contactMedium'] })
}

function stateIn(kind: Kind, body: Json): string {
  const said = textOf(body, 'status') ?? 'initialized'
  const state = said === 'deceased' ? 'deceaded' : said
  if (!kind.states.includes(state)) throw malformed('status')
  return state
}

async function update(call: Call, kind: Kind, ref: Ref, present: Json, wanted: Json): Promise<void> {
  const at = { regionId: ref.regionId, customerId: ref.id }
  const changed = (name: string) => !equal(present[name], wanted[name])
  for (const name of ['id', 'href']) if (changed(name)) throw fault(400, 'attribute-not-changeable', 'The attribute cannot be changed', name)
  const [found] = (await loadRows(call, [ref], () => true)).values()
  if (!found) throw refuse('not-found')
  const { row, means } = found
  const renamed = kind.naming.some(changed)
  const name = renamed ? kind.nameIn(wanted) : row.name
  if (renamed || changed('individualIdentification'))
    await act(call, updateCustomer, { ...at, version: row.version, ...(renamed ? { name } : {}), ...(changed('individualIdentification') ? { idKind: null, idNumber: null, ...documentIn(wanted) } : {}) })
  if (changed('contactMedium')) await changeMeans(call, ref, means, wanted)
  const kept = keptOf(kind, wanted, name)
  const before = keptIn(row, 'tmf632')
  if (!changed('contactMedium') && before['$media']) kept['$media'] = before['$media']
  await keepOutsideAttributes(call, at, { attributes: { tmf632: kept } })
}

/** Only who is no customer can be taken away; the product keeps the row and its history. */
async function remove(call: Call, ref: Ref): Promise<void> {
  if (!(await isHidden(call.tx, ref, 'customer'))) throw fault(409, 'party-is-customer', 'The party is a customer; delete the customer first')
  await removeRecord(call, ref, 'party')
  await keepOutsideAttributes(call, { regionId: ref.regionId, customerId: ref.id }, { status: 'closed' })
}
