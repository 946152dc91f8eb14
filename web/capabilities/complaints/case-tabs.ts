import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import type { TicketPageData } from '#web/tickets/ticket-page.tsx'

/** What a tab of the complaint desk is given. */
export type CaseTabProps = { ticketId: string; regionId: number; page: TicketPageData }

export type CaseTab = {
  /** Stands in the address, and its title is `tab.<id>` of phrases/…/complaints.json. */
  id: string
  order: number
  /** Who may see the tab at all. */
  permission: string
  component: LazyExoticComponent<ComponentType<CaseTabProps>>
}

/** The tabs of a complaint, each built by the capability whose work it is; one line each. */
export const caseTabs: readonly CaseTab[] = [
  { id: 'case', order: 10, permission: 'ticket.read', component: lazy(() => import('./case-tab.tsx').then((part) => ({ default: part.CaseTab }))) },
  { id: 'levels', order: 15, permission: 'ticket.read', component: lazy(() => import('./levels-tab.tsx').then((part) => ({ default: part.LevelsTab }))) },
  { id: 'handle', order: 20, permission: 'ticket.read', component: lazy(() => import('#web/handling/handle-tab.tsx').then((part) => ({ default: part.HandleTab }))) },
  { id: 'legal', order: 40, permission: 'ticket.read', component: lazy(() => import('#web/legal/legal-tab.tsx').then((part) => ({ default: part.LegalTab }))) },
  { id: 'compensation', order: 30, permission: 'compensation.read', component: lazy(() => import('#web/compensation/compensation-tab.tsx').then((part) => ({ default: part.CompensationTab }))) },
  { id: 'loop', order: 50, permission: 'ticket.read', component: lazy(() => import('#web/improvement/loop-tab.tsx').then((part) => ({ default: part.LoopTab }))) }
]
