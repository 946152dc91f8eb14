import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { peopleSearch } from './people-search.ts'

/** Screens of people, units and one's own account. */
export const peopleRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/people',
    validateSearch: peopleSearch,
    staticData: {
      place: {
        title: 'people.list',
        permission: 'people.read',
        nav: { icon: 'people', order: 80, keys: 'g p', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./people.tsx'), 'People')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/people/roles',
    validateSearch: (search): { role?: string } => (typeof search['role'] === 'string' ? { role: search['role'] } : {}),
    staticData: { place: { title: 'people.roles' } },
    component: lazyRouteComponent(() => import('./roles.tsx'), 'Roles')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/profile',
    staticData: { place: { title: 'people.profile', profile: true } },
    component: lazyRouteComponent(() => import('./profile.tsx'), 'Profile')
  }),
  // Single sign-on comes back here; the gate shows the sign-in page until somebody is signed in.
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./signed-in.tsx'), 'SignedIn')
  })
] as const
