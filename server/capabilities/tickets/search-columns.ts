import { grams, searchText } from '@shouwen/kernels/text/index'
import { normalizedMeans } from '#capabilities/customers'
import type { Ticket } from './load-ticket.ts'

type Searched = Pick<
  Ticket,
  'region_id' | 'number' | 'title' | 'description' | 'contact_name' | 'contact_phone' | 'contact_email'
>

/** Stand before the telephone number and the mail address in the search text. `searchText` drops such signs, so no text and no query holds them. */
export const phoneSign = '☎'
export const mailSign = '✉'

/** The gram under which every ticket of a region is indexed. */
export const regionGram = (regionId: number): string => `@${regionId}`

/** The search columns of a ticket: text for the recheck, grams for the index. */
export function searchColumnsOf(ticket: Searched): { search_text: string; grams: string[] } {
  const open = searchText(
    [ticket.number, ticket.title, ticket.description, ticket.contact_name].filter(Boolean).join('\n')
  )
  const phone = ticket.contact_phone === null ? '' : searchText(normalizedMeans('phone', ticket.contact_phone))
  const mail = ticket.contact_email === null ? '' : searchText(ticket.contact_email)
  return {
    search_text: `${open}\n${phoneSign}${phone}\n${mailSign}${mail}`,
    grams: [regionGram(ticket.region_id), ...grams([open, phone, mail].join('\n'))]
  }
}
