import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import i18next from 'i18next'
import { addSearchProvider } from '#lib/palette.ts'
import { deskRoute } from '#lib/place.ts'

export type ListSearch = { view?: string; sort?: TicketSort; filter?: TicketFilter }

const sorts: readonly unknown[] = ['due', 'newest', 'oldest', 'stale', 'priority', 'closed'] satisfies TicketSort[]

/** What of an address the list understands; texts people search for never stand in it. */
function listSearch(given: Record<string, unknown>): ListSearch {
  const { view, sort, filter } = given
  return {
    ...(typeof view === 'string' && view !== '' ? { view } : {}),
    ...(sorts.includes(sort) ? { sort: sort as TicketSort } : {}),
    ...(isFilter(filter) ? { filter } : {})
  }
}

/** Its members are checked by the server, which refuses a filter it does not know. */
function isFilter(value: unknown): value is TicketFilter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

addSearchProvider({
  id: 'tickets',
  get title() {
    return i18next.t('tickets.list', { ns: 'places' })
  },
  search: async (text, signal) => (await import('./find-tickets.ts')).findTickets(text, signal)
})

/** Screens of tickets: the list with its views, one ticket, a new one. */
export const ticketRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/tickets',
    validateSearch: listSearch,
    staticData: {
      place: { title: 'tickets.list', permission: 'ticket.read', nav: { icon: 'ticket', order: 20, keys: 'g t' } }
    },
    component: lazyRouteComponent(() => import('./ticket-list.tsx'), 'TicketList')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/tickets/new',
    validateSearch: (given): { customerId?: string } =>
      typeof given['customerId'] === 'string' ? { customerId: given['customerId'] } : {},
    staticData: { place: { title: 'tickets.new', permission: 'ticket.open' } },
    component: lazyRouteComponent(() => import('./new-ticket.tsx'), 'NewTicket')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/tickets/macros',
    staticData: { place: { title: 'tickets.macros', permission: 'ticket.note' } },
    component: lazyRouteComponent(() => import('./macro-list.tsx'), 'MacroList')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/tickets/$ticketId',
    staticData: { place: { title: 'tickets.one' } },
    component: lazyRouteComponent(() => import('./ticket-page.tsx'), 'TicketPage')
  })
] as const
