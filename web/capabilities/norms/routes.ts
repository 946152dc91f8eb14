import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import {
  calendarSearch,
  clauseListSearch,
  clauseSearch,
  decisionSearch,
  pauseSearch,
  replaySearch
} from './rulebook-search.ts'

const at = { getParentRoute: () => deskRoute } as const

/** The rulebook: clauses, approvals, calendars, the audit of pauses; and one promise with its evidence. */
export const normRoutes = [
  createRoute({
    ...at,
    path: '/rulebook',
    validateSearch: clauseListSearch,
    staticData: {
      place: {
        title: 'norms.list',
        permission: 'norm.read',
        nav: { icon: 'book', order: 70, keys: 'g b', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./clause-list.tsx'), 'ClauseList')
  }),
  createRoute({
    ...at,
    path: '/rulebook/clauses/$clauseId',
    validateSearch: clauseSearch,
    staticData: { place: { title: 'norms.clause', permission: 'norm.read' } },
    component: lazyRouteComponent(() => import('./clause-page.tsx'), 'ClausePage')
  }),
  createRoute({
    ...at,
    path: '/rulebook/clauses/$clauseId/draft',
    validateSearch: (search): { from?: number } =>
      Number.isInteger(search['from']) ? { from: search['from'] as number } : {},
    staticData: { place: { title: 'norms.draft', permission: 'norm.draft' } },
    component: lazyRouteComponent(() => import('./draft-editor.tsx'), 'DraftEditor')
  }),
  createRoute({
    ...at,
    path: '/rulebook/clauses/$clauseId/replay',
    validateSearch: replaySearch,
    staticData: { place: { title: 'norms.replay', permission: 'norm.replay' } },
    component: lazyRouteComponent(() => import('./replay.tsx'), 'Replay')
  }),
  createRoute({
    ...at,
    path: '/rulebook/approvals',
    validateSearch: decisionSearch,
    staticData: { place: { title: 'norms.approvals', permission: 'norm.read' } },
    component: lazyRouteComponent(() => import('./approvals.tsx'), 'Approvals')
  }),
  createRoute({
    ...at,
    path: '/rulebook/calendars',
    validateSearch: calendarSearch,
    staticData: { place: { title: 'norms.calendars', permission: 'norm.read' } },
    component: lazyRouteComponent(() => import('./calendars.tsx'), 'Calendars')
  }),
  createRoute({
    ...at,
    path: '/rulebook/pauses',
    validateSearch: pauseSearch,
    staticData: { place: { title: 'norms.pauses', permission: 'ticket.read' } },
    component: lazyRouteComponent(() => import('./pause-audit.tsx'), 'PauseAudit')
  }),
  createRoute({
    ...at,
    path: '/promises/$promiseId',
    staticData: { place: { title: 'norms.promise', permission: 'ticket.read' } },
    component: lazyRouteComponent(() => import('./promise-page.tsx'), 'PromisePage')
  })
] as const
