import { addContactMeans, removeContactMeans } from '@shouwen/contract/customers'
import { type MeansKind, type Masker, normalizedMeans } from '#capabilities/customers'
import type { Call } from '#platform/action'
import { act } from '../acting.ts'
import { listIn, malformed, objectIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import type { Ref } from '../resource.ts'

export type Means = { id: string; customer_id: string; kind: string; value: string; preferred: boolean }
type Given = { kind: MeansKind; value: string; preferred: boolean }

const placeParts = ['country', 'stateOrProvince', 'city', 'street1', 'street2', 'postCode'] as const

/** A contact medium as a way to reach somebody; null when it is one we have no use for (a fax). */
export function meansOf(medium: Json): Given | null {
  const characteristic = objectIn(medium, 'characteristic') ?? {}
  for (const name of [...placeParts, 'contactType', 'emailAddress', 'faxNumber', 'phoneNumber', 'socialNetworkId']) textOf(characteristic, name)
  textOf(medium, 'mediumType')
  if (medium['preferred'] !== undefined && typeof medium['preferred'] !== 'boolean') throw malformed('contactMedium')
  const preferred = medium['preferred'] === true
  const words = (name: string) => textOf(characteristic, name)?.trim()
  const address = placeParts.flatMap((name) => words(name) || []).join(' ')
  if (words('phoneNumber')) return { kind: 'phone', value: words('phoneNumber') as string, preferred }
  if (words('emailAddress')) return { kind: 'email', value: words('emailAddress') as string, preferred }
  if (words('socialNetworkId')) return { kind: 'wechat', value: words('socialNetworkId') as string, preferred }
  return address ? { kind: 'address', value: address, preferred } : null
}

const forms: Record<string, (value: string) => { mediumType: string; characteristic: Json }> = {
  phone: (value) => ({ mediumType: 'phone', characteristic: { phoneNumber: value } }),
  email: (value) => ({ mediumType: 'email', characteristic: { emailAddress: value } }),
  wechat: (value) => ({ mediumType: 'socialNetwork', characteristic: { socialNetworkId: value } }),
  address: (value) => ({ mediumType: 'postalAddress', characteristic: { street1: value } })
}
const maskClass = { phone: 'phone', email: 'email', address: 'address', wechat: 'phone' } as const

const keyOf = ({ kind, value }: { kind: string; value: string }) => `${kind} ${normalizedMeans(kind as MeansKind, value)}`

/** Ways to reach a customer as contact media: in the client's own form where that is kept and may be seen, else in ours. */
export function mediaOf(rows: readonly Means[], kept: unknown, masker: Masker): Json[] {
  const given = Array.isArray(kept) ? (kept as Json[]) : []
  const byKey = new Map(given.flatMap((medium) => { const means = meansOf(medium); return means ? [[keyOf(means), medium] as const] : [] }))
  const own = rows.map((row) => {
    const hidden = masker.hides.includes(maskClass[row.kind as MeansKind])
    const as = hidden ? undefined : byKey.get(keyOf(row))
    return { ...(as ?? forms[row.kind]?.(masker.show(row.value, maskClass[row.kind as MeansKind]))), preferred: row.preferred }
  })
  return [...own, ...((['phone', 'email', 'address'] as const).some((one) => masker.hides.includes(one)) ? [] : given.filter((medium) => meansOf(medium) === null))]
}

/** The contact media of a body as ways to reach somebody, for a new customer. */
export function meansIn(body: Json): Given[] {
  return (listIn(body, 'contactMedium', 10) ?? []).flatMap((medium) => meansOf(medium) ?? [])
}

/** Adds and removes ways to reach the customer until they are those wanted. */
export async function changeMeans(call: Call, ref: Ref, rows: readonly Means[], wanted: Json): Promise<void> {
  const at = { regionId: ref.regionId, customerId: ref.id }
  const after = new Map(meansIn(wanted).map((means) => [keyOf(means), means]))
  const before = new Set(rows.map(keyOf))
  for (const row of rows) if (!after.has(keyOf(row))) await act(call, removeContactMeans, { ...at, meansId: row.id })
  for (const [key, means] of after) if (!before.has(key)) await act(call, addContactMeans, { ...at, ...means })
}
