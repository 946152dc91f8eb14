import { readQuery, type SearchQuery } from '@shouwen/kernels/text/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { normalizedMeans } from '#capabilities/customers'
import { visibleClasses } from '#capabilities/people'
import { all, type Condition } from './list-filter.ts'
import { mailSign, phoneSign, regionGram } from './search-columns.ts'

export type Terms = { query: string; terms: string[]; grams: string[] }

/** Reads a query for tickets. Refuses with `search-too-short` what no index can answer: a single character, or nothing to search for. */
export function termsOf(query: string): Terms {
  const read: SearchQuery = readQuery(spelled(query))
  if (read.kind !== 'grams') throw refuse('search-too-short')
  return { query, terms: read.terms, grams: read.grams }
}

/** A telephone number is searched as it is kept, however it was typed; words are left alone. */
function spelled(query: string): string {
  return /^\s*\+?[\d\s()-]{7,}\s*$/.test(query) ? normalizedMeans('phone', query) : query
}

/** Asks the index. */
export const indexed = (regionId: number, { grams }: Terms): Condition =>
  sql`t.grams @> ${[regionGram(regionId), ...grams]}::text[]`

/**
 * The exact recheck. Who may see telephone numbers finds them by any part; for others the number and the mail address are found only
 * whole, so that a masked number cannot be guessed digit by digit. @norm GV-03
 */
export function rechecked(call: Call, { terms }: Terms): Condition {
  const sees = visibleClasses(call.actor)
  const from = !sees.has('phone') ? phoneSign : sees.has('email') ? null : mailSign
  const text = from === null ? sql`t.search_text` : sql`split_part(t.search_text, ${from}, 1)`
  return all(
    terms.map((term) => {
      const open: Condition = sql`${text} like ${`%${term}%`}`
      return from === null
        ? open
        : (sql`(${open} or t.search_text like ${`%${phoneSign}${term}\n%`} or t.search_text like ${`%${mailSign}${term}`})` as Condition)
    })
  )
}
