import { grams, searchText } from '@shouwen/kernels/text/index'
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database'
import { newId } from '#platform/uuid7'
import { type MeansKind, normalizedMeans } from './contact-means.ts'

type Db = Database | Tx

export type NewCustomer = {
  regionId: number
  id?: string
  number?: string
  kind: 'person' | 'organisation'
  name: string
  grade?: 'AAA' | 'AA' | 'A' | 'ordinary'
  vip?: boolean
  status?: string
  idKind?: string | null
  idNumber?: string | null
  language?: string
  area?: 'town' | 'rural' | null
  unitId?: string | null
  managerId?: string | null
  preferences?: Record<string, unknown>
  attributes?: Record<string, unknown>
  at: Date
}

/** Writes a customer; number and id are made when not given. Returns the id. Who may do so is decided by the caller. */
export async function createCustomer(tx: Db, given: NewCustomer): Promise<string> {
  const id = given.id ?? newId()
  const number = given.number ?? (await nextCustomerNumber(tx, given.regionId))
  await tx
    .insertInto('customers.customer')
    .values({
      region_id: given.regionId,
      id,
      number,
      kind: given.kind,
      name: given.name,
      grade: given.grade ?? 'ordinary',
      vip: given.vip ?? false,
      status: given.status ?? 'active',
      id_kind: given.idKind ?? null,
      id_number: given.idNumber ?? null,
      language: given.language ?? 'zh-CN',
      area: given.area ?? null,
      unit_id: given.unitId ?? null,
      manager_id: given.managerId ?? null,
      attributes: JSON.stringify(given.attributes ?? {}),
      preferences: JSON.stringify(given.preferences ?? {}),
      ...searchColumns(given.name, number),
      version: 1,
      created_at: given.at,
      updated_at: given.at
    })
    .execute()
  return id
}

/** The number people read out: the code of the region and the next of a count, `JZ120001`. Throws when there is no such region. */
export async function nextCustomerNumber(tx: Db, regionId: number): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select code || nextval('customers.customer_number') as number from platform.region where id = ${regionId}`.execute(tx)
  if (!rows[0]) throw new Error(`no region ${regionId} to number a customer of`)
  return rows[0].number
}

/** What the index holds of a customer: the name first, so that one character finds a surname. */
export function searchColumns(name: string, number: string): { search_text: string; grams: string[] } {
  const text = `${name}\n${number}`
  return { search_text: searchText(text), grams: grams(text) }
}

export type NewLine = {
  regionId: number
  customerId: string
  serviceNumber: string
  service: string
  reach?: 'within-province' | 'cross-province' | null
  planCode?: string | null
  address?: string | null
  area?: 'town' | 'rural' | null
  openedOn: string
}

/** Adds a line to a customer. Returns its id. */
export async function addLine(tx: Db, given: NewLine): Promise<string> {
  const id = newId()
  await tx
    .insertInto('customers.service_line')
    .values({
      region_id: given.regionId,
      id,
      customer_id: given.customerId,
      service_number: normalizedMeans('phone', given.serviceNumber),
      service: given.service,
      reach: given.reach ?? null,
      plan_code: given.planCode ?? null,
      address: given.address ?? null,
      area: given.area ?? null,
      status: 'active',
      opened_on: given.openedOn
    })
    .execute()
  return id
}

export type NewMeans = {
  regionId: number
  customerId: string
  kind: MeansKind
  value: string
  contactName?: string | null
  preferred?: boolean
  at: Date
}

/** Adds a way to reach a customer; the same way twice is one. */
export async function addContactMeans(tx: Db, given: NewMeans): Promise<void> {
  await tx
    .insertInto('customers.contact_means')
    .values({
      region_id: given.regionId,
      id: newId(),
      customer_id: given.customerId,
      kind: given.kind,
      value: given.value,
      normalized: normalizedMeans(given.kind, given.value),
      contact_name: given.contactName ?? null,
      preferred: given.preferred ?? false,
      created_at: given.at
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'customer_id', 'kind', 'normalized']).doNothing())
    .execute()
}
