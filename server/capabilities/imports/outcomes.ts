import type { RowFault } from '@shouwen/contract/import-words'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { Import } from './import-row.ts'

/** What became of one row of a batch. */
export type Outcome = {
  row: number
  outcome: 'imported' | 'repeated' | 'failed'
  key?: string | null
  contentHash?: Buffer | null
  ticketId?: string | null
  conversationId?: string | null
  fault?: RowFault | null
  field?: string | null
}

/** What was brought in under these keys before, by whatever import. */
export async function knownKeys(
  call: Pick<Call, 'tx'>,
  regionId: number,
  keys: readonly string[]
): Promise<Map<string, { contentHash: Buffer | null; ticketId: string | null }>> {
  if (keys.length === 0) return new Map()
  const rows = await call.tx
    .selectFrom('imports.row_outcome')
    .select(['key', 'content_hash', 'ticket_id'])
    .where('region_id', '=', regionId)
    .where('outcome', 'in', ['imported', 'kept'])
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.key as string, { contentHash: row.content_hash, ticketId: row.ticket_id }]))
}

/** Writes the outcomes of a batch in one statement. */
export async function writeOutcomes(
  call: Call,
  { region_id, id }: Import,
  outcomes: readonly Outcome[]
): Promise<void> {
  if (outcomes.length === 0) return
  await call.tx
    .insertInto('imports.row_outcome')
    .values(
      outcomes.map((one) => ({
        region_id,
        import_id: id,
        row: one.row,
        outcome: one.outcome,
        key: one.key ?? null,
        content_hash: one.contentHash ?? null,
        ticket_id: one.ticketId ?? null,
        conversation_id: one.conversationId ?? null,
        fault: one.fault ?? null,
        field: one.field ?? null,
        at: call.now
      }))
    )
    .execute()
}

/** How many of each. */
export function countOutcomes(outcomes: readonly Outcome[]): { imported: number; repeated: number; failed: number } {
  const count = (outcome: Outcome['outcome']) => outcomes.filter((one) => one.outcome === outcome).length
  return { imported: count('imported'), repeated: count('repeated'), failed: count('failed') }
}
