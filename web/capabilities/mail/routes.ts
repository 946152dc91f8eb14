import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute } from '#lib/place.ts'
import { mailboxSearch, mailSearch } from './mail-search.ts'

/** Mail that was set aside and mail that goes out, for whoever gives out the work; mailboxes, for whoever sets them up. */
export const mailRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/mail',
    validateSearch: mailSearch,
    staticData: {
      place: {
        title: 'mail.list',
        permission: 'contact.assign',
        nav: { icon: 'mail', order: 80, keys: 'g e', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./mail.tsx'), 'Mail')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/mailboxes',
    validateSearch: mailboxSearch,
    staticData: {
      place: {
        title: 'mail.mailboxes',
        permission: 'settings.write',
        nav: { icon: 'inbox', order: 93, keys: 'g x', group: 'rule' }
      }
    },
    component: lazyRouteComponent(() => import('./mailboxes.tsx'), 'Mailboxes')
  })
] as const
