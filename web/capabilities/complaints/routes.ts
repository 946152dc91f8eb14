import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

export type DeskSearch = { tab?: string }

/** Screens of complaints: one complaint with everything done about it. */
export const complaintRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/$ticketId',
    validateSearch: ({ tab }: Record<string, unknown>): DeskSearch => (typeof tab === 'string' ? { tab } : {}),
    staticData: { place: { title: 'complaints.one' } },
    component: lazyRouteComponent(() => import('./complaint-desk.tsx'), 'ComplaintDesk')
  })
] as const
