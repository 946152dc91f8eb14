import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { searchColumns } from './create-customer.ts'
import { mergeFields } from './field-merge.ts'
import type { CustomerRow } from './load-customer.ts'

/** Columns people may change. */
export type CustomerFields = Partial<{
  name: string
  id_kind: string | null
  id_number: string | null
  language: string
  area: 'town' | 'rural' | null
  unit_id: string | null
  manager_id: string | null
  preferences: Record<string, unknown>
  grade: 'AAA' | 'AA' | 'A' | 'ordinary'
  vip: boolean
}>

/**
 * Writes the fields that differ from what is stored, as the next version. Answers which were written.
 * Refuses with `changed-meanwhile` when somebody changed one of them after version `base`; nothing is written then.
 */
export async function writeFields(call: Call, customer: CustomerRow, base: number, wanted: CustomerFields): Promise<{ version: number; fields: string[] }> {
  const versions = customer.field_versions as Record<string, number>
  const { accepted, conflicts } = mergeFields(base, customer, versions, wanted)
  if (conflicts.length > 0) throw refuse('changed-meanwhile', { fields: conflicts, version: customer.version })
  const fields = Object.keys(accepted)
  if (fields.length === 0) return { version: customer.version, fields }
  const version = customer.version + 1
  const { preferences, ...plain } = accepted as CustomerFields
  await call.tx
    .updateTable('customers.customer')
    .set({
      ...plain,
      ...(preferences === undefined ? {} : { preferences: JSON.stringify(preferences) }),
      ...(plain.name === undefined ? {} : searchColumns(plain.name, customer.number)),
      version,
      field_versions: JSON.stringify({ ...versions, ...Object.fromEntries(fields.map((field) => [field, version])) }),
      updated_at: call.now
    })
    .where('region_id', '=', customer.region_id)
    .where('id', '=', customer.id)
    .execute()
  return { version, fields }
}
