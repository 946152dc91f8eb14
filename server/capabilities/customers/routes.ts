import * as customers from '@shouwen/contract/customers'
import * as portal from '@shouwen/contract/portal'
import { type Route, serve } from '#platform/action'
import { closeLine } from './close-line.ts'
import { getCustomer } from './get-customer.ts'
import { addMeans, preferMeans, removeMeans } from './keep-contact-means.ts'
import { listCustomerAudit } from './list-customer-audit.ts'
import { listCustomers } from './list-customers.ts'
import { listPlans } from './list-plans.ts'
import { openLine } from './open-line.ts'
import { issueServicePassword } from './portal-account.ts'
import { changeServicePassword, getPortalSession, portalSignOut } from './portal-session.ts'
import { portalSignIn } from './portal-sign-in.ts'
import { recordConsent, setMyConsent } from './record-consent.ts'
import { registerCustomer } from './register-customer.ts'
import { listCustomerLines } from './service-lines.ts'
import { setGrade } from './set-grade.ts'
import { unmaskCustomer } from './unmask-customer.ts'
import { updateCustomer } from './update-customer.ts'

export const routes: Route[] = [
  serve(customers.listCustomers, listCustomers, { ownTransactions: true }),
  serve(customers.getCustomer, getCustomer),
  serve(customers.listCustomerLines, listCustomerLines),
  serve(customers.createCustomer, registerCustomer),
  serve(customers.updateCustomer, updateCustomer),
  serve(customers.setCustomerGrade, setGrade),
  serve(customers.openLine, openLine),
  serve(customers.closeLine, closeLine),
  serve(customers.addContactMeans, addMeans),
  serve(customers.preferContactMeans, preferMeans),
  serve(customers.removeContactMeans, removeMeans),
  serve(customers.recordConsent, recordConsent),
  serve(customers.unmaskCustomer, unmaskCustomer, { secretAnswer: true }),
  serve(customers.listCustomerAudit, listCustomerAudit),
  serve(customers.issueServicePassword, issueServicePassword, { ownTransactions: true, secretAnswer: true }),
  serve(customers.listPlans, listPlans),
  serve(portal.portalSignIn, portalSignIn, { ownTransactions: true }),
  serve(portal.portalSignOut, portalSignOut),
  serve(portal.getPortalSession, getPortalSession),
  serve(portal.changeServicePassword, changeServicePassword, { ownTransactions: true }),
  serve(portal.setMyConsent, setMyConsent)
]
