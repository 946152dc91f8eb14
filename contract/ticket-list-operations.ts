import { events } from './events.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { downloadExport, listExports, removeExport, startExport } from './ticket-export.ts'
import {
  listBulkChanges,
  listBulkItems,
  previewBulkChange,
  readBulkChange,
  startBulkChange,
  undoBulkChange
} from './ticket-bulk.ts'
import { applyMacro, editMacro, listMacros, previewMacro, removeMacro, saveMacro } from './ticket-macros.ts'
import { countTickets, listTickets, readMyWork, searchTickets } from './ticket-lists.ts'
import { arrangeViews, countViews, editView, listViews, removeView, saveView } from './ticket-views.ts'

/** Every operation on many tickets at once, in reading order. */
export const ticketListOperations: readonly Operation[] = [
  listTickets,
  searchTickets,
  countTickets,
  readMyWork,
  listViews,
  countViews,
  saveView,
  editView,
  removeView,
  arrangeViews,
  listMacros,
  saveMacro,
  editMacro,
  removeMacro,
  previewMacro,
  applyMacro,
  previewBulkChange,
  startBulkChange,
  listBulkChanges,
  readBulkChange,
  listBulkItems,
  undoBulkChange,
  startExport,
  listExports,
  downloadExport,
  removeExport
]

export const ticketListRefusals = {
  'search-too-short': { status: 400, zh: '请输入至少两个字', en: 'Type at least two characters' },
  'too-many-views': { status: 409, zh: '保存的视图数量已达上限', en: 'No more views can be saved' },
  'too-many-macros': { status: 409, zh: '快捷处理数量已达上限', en: 'No more macros can be saved' },
  'macro-variable-unknown': {
    status: 400,
    zh: '文本中有不存在的变量',
    en: 'The text names a variable that does not exist'
  },
  'macro-variable-missing': {
    status: 422,
    zh: '该工单缺少文本所需的信息',
    en: 'The ticket has no fact for a variable of the text'
  },
  'bulk-selection-unclear': {
    status: 400,
    zh: '请选择工单、筛选条件或视图之一，以及要做的操作',
    en: 'Name either tickets, a filter or a view, and what to do'
  },
  'bulk-too-many': {
    status: 422,
    zh: '选中的工单超过一次可处理的数量',
    en: 'More tickets than can be changed at once'
  },
  'bulk-undo-not-possible': { status: 409, zh: '该批量操作已不能撤销', en: 'This bulk change can no longer be undone' },
  'export-already-running': {
    status: 409,
    zh: '已有导出正在进行，请稍后再试',
    en: 'An export of yours is already running'
  },
  'export-too-large': {
    status: 422,
    zh: '导出的工单数量超过限制，请缩小范围',
    en: 'Too many tickets to export; narrow the list'
  },
  'export-not-ready': { status: 409, zh: '导出文件尚未生成或已过期', en: 'The file is not ready, or has expired' }
} as const satisfies Record<string, RefusalEntry>

export const ticketListEvents = events({
  'view.changed': { subject: 'view', zh: '视图变更', en: 'view changed' },
  'macro.changed': { subject: 'macro', zh: '快捷处理变更', en: 'macro changed' },
  'bulk.changed': { subject: 'bulk', zh: '批量操作进展', en: 'bulk change went on' },
  'export.changed': { subject: 'export', zh: '导出进展', en: 'export went on' }
})
