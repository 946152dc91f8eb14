import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { countTickets as contract } from '@shouwen/contract/ticket-lists'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { regionOfList, resolveFilter, settleOrder } from './list-filter.ts'
import { countQuery } from './list-streams.ts'
import { countFound } from './search-count.ts'
import { termsOf } from './search-terms.ts'

/** Nobody reads a list further than this; counting stops one after it. */
export const MOST_COUNTED = 1_000

/** A number read up to one more than the most, as the contract shows it. */
export const countOf = (counted: number) => ({ count: Math.min(counted, MOST_COUNTED), more: counted > MOST_COUNTED })

/** How many tickets a filter or a search holds, counted up to 1,000. */
export async function countTickets(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const regionId = regionOfList(call, input.regionId)
  const { filter, sort } = settleOrder(input.filter ?? {}, undefined)
  const resolved = await resolveFilter(call, regionId, filter)
  if (input.q !== undefined) return countOf(await countFound(call, regionId, resolved, termsOf(input.q), MOST_COUNTED))
  const query = countQuery(call, regionId, resolved, sort, MOST_COUNTED)
  const { rows } = await sql<{ counted: number }>`select ${query} as counted`.execute(call.tx)
  return countOf(rows[0]?.counted ?? 0)
}
