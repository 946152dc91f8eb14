import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { playbooksSearch } from './playbooks-search.ts'

/** What to do when a queue swells: proposals, playbooks and how they stand, and what came of them. */
export const playbookRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/floor/playbooks',
    validateSearch: playbooksSearch,
    staticData: { place: { title: 'playbooks.list', permission: 'playbook.read' } },
    component: lazyRouteComponent(() => import('./playbooks.tsx'), 'Playbooks')
  })
] as const
