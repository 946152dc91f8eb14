import * as lists from '@shouwen/contract/ticket-lists'
import * as macros from '@shouwen/contract/ticket-macros'
import * as bulk from '@shouwen/contract/ticket-bulk'
import * as exports from '@shouwen/contract/ticket-export'
import * as views from '@shouwen/contract/ticket-views'
import { type Route, serve } from '#platform/action'
import { previewBulkChange } from './bulk-preview.ts'
import { listBulkChanges, listBulkItems, readBulkChange, startBulkChange } from './bulk-records.ts'
import { undoBulkChange } from './bulk-undo.ts'
import { downloadExport, listExports, removeExport, startExport } from './export-records.ts'
import { countTickets } from './list-counts.ts'
import { listTickets } from './list-tickets.ts'
import { listViews } from './list-views.ts'
import { applyMacro } from './macro-apply.ts'
import { previewMacro } from './macro-preview.ts'
import { editMacro, listMacros, removeMacro, saveMacro } from './macro-records.ts'
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
  serve(views.arrangeViews, arrangeViews),
  serve(macros.listMacros, listMacros),
  serve(macros.saveMacro, saveMacro),
  serve(macros.editMacro, editMacro),
  serve(macros.removeMacro, removeMacro),
  serve(macros.previewMacro, previewMacro),
  serve(macros.applyMacro, applyMacro),
  serve(bulk.previewBulkChange, previewBulkChange, { ownTransactions: true }),
  serve(bulk.startBulkChange, startBulkChange),
  serve(bulk.listBulkChanges, listBulkChanges),
  serve(bulk.readBulkChange, readBulkChange),
  serve(bulk.listBulkItems, listBulkItems),
  serve(bulk.undoBulkChange, undoBulkChange),
  serve(exports.startExport, startExport),
  serve(exports.listExports, listExports),
  serve(exports.downloadExport, downloadExport),
  serve(exports.removeExport, removeExport)
]
