import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { patternSearch, registerSearch, reportSearch } from './improvement-search.ts'

/** What closing the loop needs: patterns of complaints, the report and the improvement register. */
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
    path: '/complaint-patterns',
    validateSearch: patternSearch,
    staticData: { place: { title: 'improvement.patterns', permission: 'improvement.read', nav: { icon: 'bolt', order: 22, keys: 'g d' } } },
    component: lazyRouteComponent(() => import('./patterns.tsx'), 'Patterns')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/reports/complaints',
    validateSearch: reportSearch,
    staticData: { place: { title: 'improvement.report', permission: 'improvement.report', nav: { icon: 'chart', order: 61, keys: 'g z' } } },
    component: lazyRouteComponent(() => import('./complaint-report.tsx'), 'ComplaintReport')
  })
] as const
