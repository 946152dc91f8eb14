import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

/** Screens of people, units and one's own account. */
export const peopleRoutes = [
  // Single sign-on comes back here; the gate shows the sign-in page until somebody is signed in.
  createRoute({ getParentRoute: () => deskRoute, path: '/sign-in', component: lazyRouteComponent(() => import('./signed-in.tsx'), 'SignedIn') }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/profile',
    staticData: { place: { title: 'people.profile', profile: true } },
    component: lazyRouteComponent(() => import('./profile.tsx'), 'Profile')
  })
] as const
