import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

/** The home page of everybody who works on tickets. */
export const myWorkRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/my-work',
    staticData: {
      place: { title: 'my-work.home', permission: 'ticket.read', nav: { icon: 'home', order: 10, keys: 'g h' } }
    },
    component: lazyRouteComponent(() => import('./my-work.tsx'), 'MyWork')
  })
] as const
