import { billingEvents, billingOperations, billingRefusals } from './billing.ts'
import { callEvents, callOperations, callRefusals } from './calls.ts'
import { portalComplaintOperations } from './portal-complaints.ts'
import { compensationEvents, compensationOperations, compensationRefusals } from './compensation.ts'
import { complaintEvents, complaintOperations, complaintRefusals } from './complaints.ts'
import { contactEvents, contactOperations, contactRefusals } from './contacts.ts'
import { customerEvents, customerOperations, customerRefusals } from './customers.ts'
import { deskEvents, deskOperations, deskRefusals } from './desks.ts'
import { floorEvents, floorOperations, floorRefusals } from './floor.ts'
import { handlingEvents, handlingOperations, handlingRefusals } from './handling.ts'
import { governanceOperations } from './governance.ts'
import { improvementEvents, improvementOperations, improvementRefusals } from './improvement.ts'
import { integrationEvents, integrationOperations, integrationRefusals } from './integrations.ts'
import { importEvents, importOperations, importRefusals } from './imports.ts'
import { legalEvents, legalOperations, legalRefusals } from './legal.ts'
import { mailEvents, mailOperations, mailRefusals } from './mail.ts'
import { menuEvents, menuOperations, menuRefusals } from './menus.ts'
import { clauseEvents, clauseOperations, normRefusals } from './norms.ts'
import type { Operation } from './operation.ts'
import { peopleEvents, peopleOperations, peopleRefusals } from './people.ts'
import { ticketEvents, ticketRefusals } from './ticket-events.ts'
import { ticketListEvents, ticketListOperations, ticketListRefusals } from './ticket-list-operations.ts'
import { ticketOperations } from './ticket-operations.ts'
import { playbookEvents, playbookOperations, playbookRefusals } from './playbooks.ts'
import { promiseEvents, promiseOperations } from './promises.ts'
import { surveyEvents, surveyOperations, surveyRefusals } from './surveys.ts'
import { platformRefusals, type RefusalEntry } from './refusals.ts'

/** Every operation of the product, capability by capability. */
export const allOperations: readonly Operation[] = [...peopleOperations, ...customerOperations, ...billingOperations, ...clauseOperations, ...promiseOperations, ...ticketOperations, ...surveyOperations, ...ticketListOperations, ...floorOperations, ...menuOperations, ...contactOperations, ...callOperations, ...playbookOperations, ...mailOperations, ...deskOperations, ...complaintOperations, ...compensationOperations, ...portalComplaintOperations, ...improvementOperations, ...handlingOperations, ...legalOperations, ...integrationOperations, ...importOperations, ...governanceOperations]

/** Every refusal of the product. */
export const allRefusals = { ...platformRefusals, ...peopleRefusals, ...customerRefusals, ...billingRefusals, ...normRefusals, ...ticketRefusals, ...surveyRefusals, ...ticketListRefusals, ...floorRefusals, ...menuRefusals, ...contactRefusals, ...callRefusals, ...playbookRefusals, ...mailRefusals, ...deskRefusals, ...complaintRefusals, ...compensationRefusals, ...improvementRefusals, ...handlingRefusals, ...legalRefusals, ...integrationRefusals, ...importRefusals } as const satisfies Record<string, RefusalEntry>
export type RefusalCode = keyof typeof allRefusals

/** Every event of the product. */
export const allEvents = { ...peopleEvents, ...customerEvents, ...billingEvents, ...clauseEvents, ...promiseEvents, ...ticketEvents, ...surveyEvents, ...ticketListEvents, ...floorEvents, ...menuEvents, ...contactEvents, ...callEvents, ...playbookEvents, ...mailEvents, ...deskEvents, ...complaintEvents, ...compensationEvents, ...improvementEvents, ...handlingEvents, ...legalEvents, ...integrationEvents, ...importEvents } as const
