import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { outboundSearch } from './outbound-search.ts'

/** Work we begin ourselves: lists to be worked on, campaigns and their results, calls by exception. */
export const outboundRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/outbound',
    validateSearch: outboundSearch,
    staticData: { place: { title: 'outbound.list', permission: 'outbound.work', nav: { icon: 'send', order: 18, keys: 'g o' } } },
    component: lazyRouteComponent(() => import('./outbound.tsx'), 'Outbound')
  })
] as const
