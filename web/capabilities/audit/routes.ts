import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { auditSearch } from './audit-search.ts'

/** The audit. */
export const auditRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/audit',
    validateSearch: auditSearch,
    staticData: {
      place: {
        title: 'audit.list',
        permission: 'audit.read',
        nav: { icon: 'audit', order: 90, keys: 'g a', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./audit.tsx'), 'Audit')
  })
] as const
