import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'

export type DeskSearch = { open?: string; panel?: 'transfer' | 'close' | 'brief' | 'wrong-answer' }

const panels: readonly unknown[] = ['transfer', 'close', 'brief', 'wrong-answer']

/** The chat desk; which conversation is open stands in the address, so that a reload comes back to it. */
export const contactRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/chats',
    validateSearch: ({ open, panel }): DeskSearch => ({
      ...(typeof open === 'string' && open !== '' ? { open } : {}),
      ...(panels.includes(panel) ? { panel: panel as DeskSearch['panel'] } : {})
    }),
    staticData: {
      place: { title: 'contacts.desk', permission: 'contact.read', nav: { icon: 'chat', order: 15, keys: 'g c' } }
    },
    component: lazyRouteComponent(() => import('./chat-desk.tsx'), 'ChatDesk')
  })
] as const
