import * as lists from '@shouwen/contract/ticket-lists'
import * as views from '@shouwen/contract/ticket-views'
import { type Route, serve } from '#platform/action'
import { countTickets } from './list-counts.ts'
import { listTickets } from './list-tickets.ts'
import { listViews } from './list-views.ts'
import { readMyWork } from './my-work.ts'
import { arrangeViews, editView, removeView, saveView } from './save-view.ts'
import { searchTickets } from './search-tickets.ts'
import { countViews } from './view-counts.ts'

/** Operations on many tickets at once. Searches are a POST but only read: they need no transaction. */
export const listRoutes: Route[] = [
  serve(lists.listTickets, listTickets),
  serve(lists.searchTickets, searchTickets, { ownTransactions: true }),
  serve(lists.countTickets, countTickets, { ownTransactions: true }),
  serve(lists.readMyWork, readMyWork),
  serve(views.listViews, listViews),
  serve(views.countViews, countViews),
  serve(views.saveView, saveView),
  serve(views.editView, editView),
  serve(views.removeView, removeView),
  serve(views.arrangeViews, arrangeViews)
]
