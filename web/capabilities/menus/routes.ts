import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

/** Announcements, for who may say something to everybody who calls or writes. */
export const menuRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/notices',
    staticData: { place: { title: 'menus.notices', permission: 'notice.write', nav: { icon: 'warn', order: 19, keys: 'g n' } } },
    component: lazyRouteComponent(() => import('./notices.tsx'), 'Notices')
  })
] as const
