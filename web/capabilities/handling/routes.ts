import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

/** Screens of the handling desk that stand alone: the hall's form on a phone, the coordination form, the library of books. */
export const handlingRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/$ticketId/on-site',
    staticData: { place: { title: 'complaints.on-site', permission: 'handling.work' } },
    component: lazyRouteComponent(() => import('./on-site-page.tsx'), 'OnSitePage')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/$ticketId/coordination',
    staticData: { place: { title: 'complaints.coordination', permission: 'ticket.read' } },
    component: lazyRouteComponent(() => import('./coordination-page.tsx'), 'CoordinationPage')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/library',
    staticData: { place: { title: 'complaints.library', permission: 'handling.work' } },
    component: lazyRouteComponent(() => import('./behaviour-library.tsx'), 'BehaviourLibrary')
  })
] as const
