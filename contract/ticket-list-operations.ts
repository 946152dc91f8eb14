import { events } from './events.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { countTickets, listTickets, readMyWork, searchTickets } from './ticket-lists.ts'
import { arrangeViews, countViews, editView, listViews, removeView, saveView } from './ticket-views.ts'

/** Every operation on many tickets at once, in reading order. */
export const ticketListOperations: readonly Operation[] = [
  listTickets, searchTickets, countTickets, readMyWork,
  listViews, countViews, saveView, editView, removeView, arrangeViews
]

export const ticketListRefusals = {
  'search-too-short': { status: 400, zh: '请输入至少两个字', en: 'Type at least two characters' },
  'too-many-views': { status: 409, zh: '保存的视图数量已达上限', en: 'No more views can be saved' }
} as const satisfies Record<string, RefusalEntry>

export const ticketListEvents = events({
  'view.changed': { subject: 'view', zh: '视图变更', en: 'view changed' }
})
