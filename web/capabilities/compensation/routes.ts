import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

/** What approvers need: compensation that waits for them, failed, or is under way. */
export const compensationRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/compensation',
    staticData: { place: { title: 'compensation.list', permission: 'compensation.approve', nav: { icon: 'check', order: 24 } } },
    component: lazyRouteComponent(() => import('./approvals.tsx'), 'Approvals')
  })
] as const
