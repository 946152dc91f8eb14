import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { correctionSearch } from './correction-search.ts'

/** Wrong answers and how they were put right. */
export const correctionRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/corrections',
    validateSearch: correctionSearch,
    staticData: { place: { title: 'corrections.list', permission: 'ticket.read', nav: { icon: 'undo', order: 27, keys: 'g r' } } },
    component: lazyRouteComponent(() => import('./corrections.tsx'), 'Corrections')
  })
] as const
