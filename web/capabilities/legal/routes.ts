import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { legalSearch } from './legal-search.ts'

/** Screens of the legal people, and the printable proof of a complaint. */
export const legalRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/legal',
    validateSearch: legalSearch,
    staticData: { place: { title: 'legal.list', permission: 'legal.read', nav: { icon: 'lock', order: 23, keys: 'g q' } } },
    component: lazyRouteComponent(() => import('./legal-page.tsx'), 'LegalPage')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/legal/proofs/$ticketId',
    staticData: { place: { title: 'legal.proof', permission: 'legal.proof' } },
    component: lazyRouteComponent(() => import('./proof-page.tsx'), 'ProofPage')
  })
] as const
