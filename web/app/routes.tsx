import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, rootRoute } from '#lib/place.ts'
import { Loading, NotFound } from '#ui/page.tsx'
import { auditRoutes } from '#web/audit/routes.ts'
import { complaintRoutes } from '#web/complaints/routes.ts'
import { contactRoutes } from '#web/contacts/routes.ts'
import { correctionRoutes } from '#web/corrections/routes.ts'
import { customerRoutes } from '#web/customers/routes.ts'
import { floorRoutes } from '#web/floor/routes.ts'
import { handlingRoutes } from '#web/handling/routes.ts'
import { importRoutes } from '#web/imports/routes.ts'
import { compensationRoutes } from '#web/compensation/routes.ts'
import { improvementRoutes } from '#web/improvement/routes.ts'
import { integrationRoutes } from '#web/integrations/routes.ts'
import { legalRoutes } from '#web/legal/routes.ts'
import { mailRoutes } from '#web/mail/routes.ts'
import { menuRoutes } from '#web/menus/routes.ts'
import { myWorkRoutes } from '#web/my-work/routes.ts'
import { normRoutes } from '#web/norms/routes.ts'
import { outboundRoutes } from '#web/outbound/routes.ts'
import { peopleRoutes } from '#web/people/routes.ts'
import { playbookRoutes } from '#web/playbooks/routes.ts'
import { secretaryRoutes } from '#web/secretary/routes.ts'
import { surveyRoutes } from '#web/surveys/routes.ts'
import { ticketRoutes } from '#web/tickets/routes.ts'
import { vipRoutes } from '#web/vip/routes.ts'
import { voiceRoutes } from '#web/voice/routes.ts'
import { Crash } from './crash.tsx'
import { Home } from './home.tsx'
import { SessionGate } from './session-gate.tsx'

// Every component of ui/ in all its states; open to anybody, linked from nowhere.
const storyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ui',
  component: lazyRouteComponent(() => import('./story.tsx'), 'Story')
})

const homeRoute = createRoute({ getParentRoute: () => deskRoute, path: '/', component: Home })

// One line per capability: its web/capabilities/<name>/routes.ts lists its screens, each loaded when first opened.
const routeTree = rootRoute.addChildren([storyRoute, deskRoute.addChildren([homeRoute, ...myWorkRoutes, ...floorRoutes, ...playbookRoutes, ...contactRoutes, ...voiceRoutes, ...menuRoutes, ...outboundRoutes, ...secretaryRoutes, ...vipRoutes, ...ticketRoutes, ...complaintRoutes, ...handlingRoutes, ...compensationRoutes, ...improvementRoutes, ...customerRoutes, ...normRoutes, ...surveyRoutes, ...correctionRoutes, ...legalRoutes, ...mailRoutes, ...importRoutes, ...integrationRoutes, ...peopleRoutes, ...auditRoutes])])

deskRoute.update({ component: SessionGate })

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultNotFoundComponent: () => <NotFound whole />,
  defaultErrorComponent: Crash,
  defaultPendingMs: 300,
  scrollRestoration: true
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
