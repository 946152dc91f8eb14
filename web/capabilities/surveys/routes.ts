import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { surveySearch } from './survey-search.ts'

/** What customers say about closed matters. */
export const surveyRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/surveys',
    validateSearch: surveySearch,
    staticData: {
      place: { title: 'surveys.list', permission: 'survey.read', nav: { icon: 'survey', order: 60, keys: 'g s' } }
    },
    component: lazyRouteComponent(() => import('./surveys.tsx'), 'Surveys')
  })
] as const
