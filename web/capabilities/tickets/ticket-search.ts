import type { OutputOf } from '@shouwen/contract/operation'
import { searchTickets, type TicketFilter } from '@shouwen/contract/ticket-lists'
import { useReadPages } from '#lib/read.ts'

export type FoundTicket = OutputOf<typeof searchTickets>['items'][number]

/** Tickets that answer a text, page after page; `exact` is the one whose number was typed. A text of one character finds nothing. */
export function useFoundTickets(query: string, filter: TicketFilter | undefined) {
  const pages = useReadPages(
    searchTickets,
    { q: query, limit: 50, ...(filter ? { filter } : {}) },
    { enabled: query !== '', keep: true }
  )
  return { ...pages, exact: pages.firstPage?.exact ?? undefined }
}
