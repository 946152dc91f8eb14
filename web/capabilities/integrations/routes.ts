import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { webhookSearch } from './webhook-search.ts'

/** Other systems told of what happens. */
export const integrationRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/webhooks',
    validateSearch: webhookSearch,
    staticData: {
      place: {
        title: 'integrations.list',
        permission: 'webhook.write',
        nav: { icon: 'webhook', order: 95, keys: 'g w', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./webhooks.tsx'), 'Webhooks')
  })
] as const
