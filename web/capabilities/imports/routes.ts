import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { importSearch } from './import-search.ts'

/** Tickets and mail of other systems: those brought in, and a new file. */
export const importRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/imports',
    validateSearch: importSearch,
    staticData: {
      place: {
        title: 'imports.list',
        permission: 'import.run',
        nav: { icon: 'import', order: 92, keys: 'g i', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./imports.tsx'), 'Imports')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/imports/new',
    staticData: { place: { title: 'imports.new', permission: 'import.run' } },
    component: lazyRouteComponent(() => import('./new-import.tsx'), 'NewImport')
  })
] as const
