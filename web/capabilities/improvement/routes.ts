import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { patternSearch, registerSearch } from './improvement-search.ts'

/** What closing the loop needs: patterns of complaints and the improvement register. */
export const improvementRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/improvements',
    validateSearch: registerSearch,
    staticData: { place: { title: 'improvement.register', permission: 'improvement.read', nav: { icon: 'check', order: 28, keys: 'g j' } } },
    component: lazyRouteComponent(() => import('./register.tsx'), 'Register')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/complaints/patterns',
    validateSearch: patternSearch,
    staticData: { place: { title: 'improvement.patterns', permission: 'improvement.read', nav: { icon: 'flag', order: 22, keys: 'g d' } } },
    component: lazyRouteComponent(() => import('./patterns.tsx'), 'Patterns')
  })
] as const
