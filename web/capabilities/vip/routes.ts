import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { vipSearch } from './vip-search.ts'

/** The VIP desk: what is promised and open, needs passed on, hand-overs between shifts. */
export const vipRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/vip',
    validateSearch: vipSearch,
    staticData: { place: { title: 'vip.desk', permission: 'vip.work', nav: { icon: 'flag', order: 17, keys: 'g v' } } },
    component: lazyRouteComponent(() => import('./vip-desk.tsx'), 'VipDesk')
  })
] as const
