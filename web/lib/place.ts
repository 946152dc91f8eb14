import { createRootRoute, createRoute } from '@tanstack/react-router'
import type { IconName } from '#ui/icon.tsx'

/** What the shell knows about a screen; given as `staticData` of its route. */
export type Place = {
  /** Key in phrases/<language>/places.json: `tickets.list`. Shown in the navigation and the palette. */
  title: string
  /** Who may open it; the screen shows "no permission" to others and the navigation hides it. */
  permission?: string
  /**
   * Present when the screen is an entry of the left navigation. `order` sorts; the first four are the phone's bar.
   * `keys` opens it from anywhere (`g t`). Group `rule` stands at the foot: what is set up rather than worked on.
   */
  nav?: { icon: IconName; order: number; keys?: string; group?: 'work' | 'rule' }
  /** Present when the screen is an entry of the menu under the person's own name. */
  profile?: true
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    place?: Place
  }
}

/** The root of all addresses. */
export const rootRoute = createRootRoute()

/** Parent of every screen for signed-in staff: it draws the navigation and the top bar. */
export const deskRoute = createRoute({ getParentRoute: () => rootRoute, id: 'desk' })
