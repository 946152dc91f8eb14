import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { complaintSearch } from './complaint-search.ts'

export type DeskSearch = { tab?: string }

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : undefined)

/** Screens of complaints: the list, intake from any source, and one complaint with everything done about it. */
export const complaintRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints',
    validateSearch: complaintSearch,
    staticData: { place: { title: 'complaints.list', permission: 'complaint.classify', nav: { icon: 'flag', order: 21, keys: 'g k' } } },
    component: lazyRouteComponent(() => import('./complaint-list.tsx'), 'ComplaintList')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/new',
    validateSearch: ({ source }: Record<string, unknown>): { source?: string } => (text(source) ? { source: text(source) } : {}) as { source?: string },
    staticData: { place: { title: 'complaints.new', permission: 'complaint.take' } },
    component: lazyRouteComponent(() => import('./take-complaint.tsx'), 'TakeComplaint')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/$ticketId',
    validateSearch: ({ tab }: Record<string, unknown>): DeskSearch => (typeof tab === 'string' ? { tab } : {}),
    staticData: { place: { title: 'complaints.one' } },
    component: lazyRouteComponent(() => import('./complaint-desk.tsx'), 'ComplaintDesk')
  })
] as const
