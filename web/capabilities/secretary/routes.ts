import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { secretarySearch } from './secretary-search.ts'

/** The secretary desk. No number ever stands in the address. */
export const secretaryRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/secretary',
    validateSearch: secretarySearch,
    staticData: { place: { title: 'secretary.desk', permission: 'secretary.work', nav: { icon: 'note', order: 19, keys: 'g y' } } },
    component: lazyRouteComponent(() => import('./secretary.tsx'), 'Secretary')
  })
] as const
