import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { registerSearch } from './improvement-search.ts'

/** What closing the loop needs: the improvement register. */
export const improvementRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/improvements',
    validateSearch: registerSearch,
    staticData: { place: { title: 'improvement.register', permission: 'improvement.read', nav: { icon: 'check', order: 28, keys: 'g j' } } },
    component: lazyRouteComponent(() => import('./register.tsx'), 'Register')
  })
] as const
