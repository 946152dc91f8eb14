import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { boardSearch, reportSearch } from './floor-search.ts'

const at = { getParentRoute: () => deskRoute } as const

/** The floor: the board, its reports, the rules of routing, the dictionary of figures, and why a contact went to whom. */
export const floorRoutes = [
  createRoute({
    ...at,
    path: '/floor',
    validateSearch: boardSearch,
    staticData: { place: { title: 'floor.board', permission: 'floor.read', nav: { icon: 'screen', order: 12, keys: 'g f' } } },
    component: lazyRouteComponent(() => import('./board.tsx'), 'Board')
  }),
  createRoute({
    ...at,
    path: '/floor/reports',
    validateSearch: reportSearch,
    staticData: { place: { title: 'floor.reports', permission: 'floor.read' } },
    component: lazyRouteComponent(() => import('./reports.tsx'), 'Reports')
  }),
  createRoute({
    ...at,
    path: '/floor/rules',
    staticData: { place: { title: 'floor.rules', permission: 'floor.supervise' } },
    component: lazyRouteComponent(() => import('./rules.tsx'), 'Rules')
  }),
  createRoute({
    ...at,
    path: '/floor/what-if',
    staticData: { place: { title: 'floor.what-if', permission: 'floor.supervise' } },
    component: lazyRouteComponent(() => import('./what-if.tsx'), 'WhatIf')
  }),
  createRoute({
    ...at,
    path: '/floor/dictionary',
    staticData: { place: { title: 'floor.dictionary', permission: 'floor.read' } },
    component: lazyRouteComponent(() => import('./dictionary.tsx'), 'Dictionary')
  }),
  createRoute({
    ...at,
    path: '/floor/contacts/$contactId',
    staticData: { place: { title: 'floor.why', permission: 'floor.read' } },
    component: lazyRouteComponent(() => import('./decisions.tsx'), 'Decisions')
  })
] as const
