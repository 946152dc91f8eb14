import { setCustomerGrade, updateCustomer } from '@shouwen/contract/customers'
import { sql } from 'kysely'
import { findCustomer, keepOutsideAttributes, maskerFor, shownName } from '#capabilities/customers'
import { removeRecord, showRecord } from '#capabilities/integrations'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { act } from '../acting.ts'
import { idOf, text, uuid } from '../attribute.ts'
import { malformed, missing, objectIn, textIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import { fault } from '../fault.ts'
import { lock } from '../list-resource.ts'
import { equal } from '../patch.ts'
import { hrefOf, type Ref, type Resource, shapes } from '../resource.ts'
import { hrefWhere } from '../own-address.ts'
import { changeMeans, meansIn, mediaOf } from './media.ts'
import { newParty } from './new-party.ts'
import { auditLook, clean, keptIn, loadRows, type Row, sourceOf, visible } from './rows.ts'

const face = 'customerManagement/v4'
const nameSql = sql`coalesce(c.attributes #>> '{tmf629,$name}', c.name)`

/** TMF629 version 4: the customers of the product. A customer is the role of a party; where nobody said otherwise, of the same row. */
export const customer: Resource = {
  name: 'customer',
  type: 'Customer',
  attributes: shapes({
    text: 'name status statusReason',
    object: 'engagedParty validFor',
    list: 'account agreement characteristic contactMedium creditProfile paymentMethod relatedParty'
  }),
  permissions: { read: 'customer.read', create: 'customer.write', update: 'customer.write', remove: 'customer.write' },
  source: sourceOf('customer'),
  filters: {
    kept: sql`c.attributes -> 'tmf629'`,
    computed: new Set(['contactMedium', 'engagedParty', 'characteristic']),
    own: {
      id: idOf(sql`c.id`),
      href: hrefWhere(`${face}/customer`, sql`c.id`),
      name: text(nameSql),
      status: text(sql`c.status`),
      statusReason: text(sql`c.status_reason`),
      'engagedParty.id': text(sql`coalesce(c.attributes #>> '{tmf629,engagedParty,id}', c.id::text)`)
    }
  },
  render,
  create,
  update,
  remove,
  audit: auditLook
}

async function render(call: Call, refs: readonly Ref[], wanted: (attribute: string) => boolean): Promise<Json[]> {
  const rows = await loadRows(call, refs, wanted)
  const masker = maskerFor(call.actor)
  return refs.flatMap(({ id }): Json[] => {
    const found = rows.get(id)
    if (!found) return []
    const { row, means } = found
    const kept = keptIn(row, 'tmf629')
    const name = row.kind === 'person' && masker.hides.includes('name') ? shownName(masker, row) : ((kept['$name'] as string | undefined) ?? row.name)
    const one = clean({
      '@type': 'Customer',
      ...visible(kept),
      id,
      href: hrefOf(call, face, 'customer', id),
      name,
      status: row.status,
      statusReason: row.status_reason,
      engagedParty: kept['engagedParty'] ?? partyRef(call, row, shownName(masker, row)),
      contactMedium: mediaOf(means, kept['$media'], masker),
      characteristic: [...gradesOf(row), ...((kept['characteristic'] as Json[] | undefined) ?? [])]
    })
    return [one]
  })
}

function partyRef(call: Call, row: Row, name: string): Json {
  const type = row.kind === 'person' ? 'Individual' : 'Organization'
  return { id: row.id, href: hrefOf(call, 'party/v4', type.toLowerCase(), row.id), name, '@type': 'RelatedParty', '@referredType': type }
}

const gradesOf = (row: Row): Json[] => [
  { name: 'grade', valueType: 'string', value: row.grade, '@type': 'Characteristic' },
  { name: 'vip', valueType: 'boolean', value: row.vip, '@type': 'Characteristic' }
]

/** A new customer, or the customer a party of ours becomes. */
async function create(call: Call, body: Json): Promise<Ref> {
  const name = textIn(body, 'name', 120)
  const party = objectIn(body, 'engagedParty')
  if (!party) throw missing('engagedParty')
  const partyId = textIn(party, 'id')
  const type = textIn(party, '@referredType')
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const known = uuid.test(partyId) ? await findCustomer(call.tx, regionId, partyId) : null
  if (known) return become(call, { regionId, id: known.id }, known.name, body)
  const kind = /individual|person/i.test(type) ? 'person' : 'organisation'
  const kept = { ...keptOf(body, ''), engagedParty: party }
  const { id } = await newParty(call, { regionId, kind, name, contactMeans: meansIn(body) }, { attributes: { tmf629: kept }, ...statusOf(body) })
  const reason = textOf(body, 'statusReason', 300)
  if (reason) await keepOutsideAttributes(call, { regionId, customerId: id }, { statusReason: reason })
  return { regionId, id }
}

const statusOf = (body: Json) => (body['status'] === undefined ? {} : { status: textIn(body, 'status', 60) })

/** A party that was no customer until now becomes one; its row and history go on. */
async function become(call: Call, ref: Ref, partyName: string, body: Json): Promise<Ref> {
  await lock(call, customer, ref)
  if (!(await showRecord(call, ref, 'customer'))) throw fault(409, 'customer-exists', 'The party is a customer already')
  const at = { regionId: ref.regionId, customerId: ref.id }
  await keepOutsideAttributes(call, at, { attributes: { tmf629: keptOf(body, partyName) }, status: 'active', ...statusOf(body), statusReason: textOf(body, 'statusReason', 300) ?? null })
  const [found] = (await loadRows(call, [ref], () => true)).values()
  if (found && body['contactMedium'] !== undefined) await changeMeans(call, ref, found.means, { contactMedium: [...mediaOf(found.means, undefined, maskerFor({ kind: 'system', name: 'tmf' })), ...(body['contactMedium'] as Json[])] })
  return ref
}

const ours = new Set(['id', 'href', 'name', 'status', 'statusReason', 'contactMedium', 'engagedParty', 'characteristic'])

/** What is kept beside the row: attributes of other systems, media in the client's form, the customer's name where it is not the party's. */
function keptOf(body: Json, partyName: string): Json {
  const rest = Object.entries(body).filter(([name, value]) => !ours.has(name) && !name.startsWith('$') && value !== null && !(name === '@type' && value === 'Customer'))
  const characteristics = ((body['characteristic'] as Json[] | undefined) ?? []).filter((one) => !['grade', 'vip'].includes(String(one['name'])))
  if (characteristics.some((one) => typeof one['name'] !== 'string' || one['value'] === undefined)) throw malformed('characteristic')
  const name = textOf(body, 'name', 120)
  return clean({ ...Object.fromEntries(rest), characteristic: characteristics, $media: body['contactMedium'], ...(partyName && name && name !== partyName ? { $name: name } : {}) })
}

/** What differs, in the verbs of the product. */
async function update(call: Call, ref: Ref, present: Json, wanted: Json): Promise<void> {
  const at = { regionId: ref.regionId, customerId: ref.id }
  const changed = (name: string) => !equal(present[name], wanted[name])
  for (const name of ['id', 'href', 'engagedParty']) if (changed(name)) throw fault(400, 'attribute-not-changeable', 'The attribute cannot be changed', name)
  const [found] = (await loadRows(call, [ref], () => true)).values()
  if (!found) throw refuse('not-found')
  const { row, means } = found
  const before = keptIn(row, 'tmf629')
  const ownName = before['$name'] === undefined
  if (changed('name') && ownName) await act(call, updateCustomer, { ...at, version: row.version, name: textIn(wanted, 'name', 120) })
  if (changed('contactMedium')) await changeMeans(call, ref, means, wanted)
  if (changed('characteristic')) await changeGrade(call, ref, row, wanted)
  const kept: Json = { ...keptOf(wanted, ownName ? '' : row.name), ...(before['engagedParty'] ? { engagedParty: before['engagedParty'] } : {}) }
  if (!changed('contactMedium') && before['$media']) kept['$media'] = before['$media']
  await keepOutsideAttributes(call, at, {
    attributes: { tmf629: kept },
    ...(changed('status') ? { status: textIn(wanted, 'status', 60) } : {}),
    ...(changed('statusReason') ? { statusReason: textOf(wanted, 'statusReason', 300) ?? null } : {})
  })
}

/** Grade and VIP are ours: they go through the verb that keeps their history. */
async function changeGrade(call: Call, ref: Ref, row: Row, wanted: Json): Promise<void> {
  const value = (name: string) => ((wanted['characteristic'] as Json[] | undefined) ?? []).find((one) => one['name'] === name)?.['value']
  const grade = value('grade') ?? row.grade
  const vip = value('vip') ?? row.vip
  if (grade === row.grade && vip === row.vip) return
  const [now] = (await loadRows(call, [ref], () => false)).values()
  await act(call, setCustomerGrade, { regionId: ref.regionId, customerId: ref.id, version: now?.row.version ?? row.version, grade: grade as 'A', vip: vip as boolean, reason: 'TMF629' })
}

/** The role ends, the party and the product's history stay. */
async function remove(call: Call, ref: Ref): Promise<void> {
  await removeRecord(call, ref, 'customer')
  await keepOutsideAttributes(call, { regionId: ref.regionId, customerId: ref.id }, { status: 'closed' })
}
