import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import i18next from 'i18next'
import { addSearchProvider } from '#lib/palette.ts'
import { deskRoute } from '#lib/place.ts'
import { customerListSearch, customerSearch } from './customer-search.ts'

addSearchProvider({
  id: 'customers',
  get title() {
    return i18next.t('customers.list', { ns: 'places' })
  },
  search: async (text, signal) => (await import('./find-customers.ts')).findCustomers(text, signal)
})

/** Customers: found by name or number, and everything about one of them. */
export const customerRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/customers',
    validateSearch: customerListSearch,
    staticData: {
      place: { title: 'customers.list', permission: 'customer.read', nav: { icon: 'customer', order: 30, keys: 'g u' } }
    },
    component: lazyRouteComponent(() => import('./customer-list.tsx'), 'CustomerList')
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/customers/$regionId/$customerId',
    validateSearch: customerSearch,
    staticData: { place: { title: 'customers.one', permission: 'customer.read' } },
    component: lazyRouteComponent(() => import('./customer-page.tsx'), 'CustomerPage')
  })
] as const
