import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

/** The calls that go on, for who may listen. */
export const voiceRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/calls',
    staticData: { place: { title: 'voice.live', permission: 'call.monitor', nav: { icon: 'call', order: 17, keys: 'g l' } } },
    component: lazyRouteComponent(() => import('./live-calls.tsx'), 'LiveCalls')
  })
] as const
