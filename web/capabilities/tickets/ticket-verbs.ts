import type { TicketStatus, TicketVerb } from '@shouwen/contract/ticket-words'
import type { TicketPageData } from './ticket-page.tsx'
import type { PanelName } from './verb-panel.tsx'

/** What a reader can choose on a ticket's page: the server's verbs, three that change how it is classed, and a wrong answer found. */
export type Choice = Exclude<TicketVerb, 'answer' | 'note' | 'edit'> | 'priority' | 'kind' | 'wrong-answer'

/** The key of each; frequent ones are single letters. */
export const keyOf: Record<Choice, string> = {
  take: 't',
  assign: 'a',
  'hand-over': 'h',
  wait: 'w',
  hold: 'o',
  resume: 'g g',
  resolve: 's',
  confirm: 'c',
  close: 'x',
  reopen: 'Shift+Enter',
  arrive: 'v a',
  restore: 'v r',
  task: 'd',
  'wrong-answer': 'v w',
  link: 'l',
  merge: 'm',
  split: 'y',
  priority: 'p',
  kind: 'v k',
  cancel: 'v c',
  reject: 'v j'
}

/** What comes first in each status; the rest follows in the order of `rest`. */
const first: Record<TicketStatus, readonly Choice[]> = {
  acknowledged: ['take', 'assign', 'hand-over'],
  inProgress: ['resolve', 'wait', 'hand-over'],
  pending: ['resume', 'resolve', 'hand-over'],
  held: ['resume', 'resolve', 'hand-over'],
  resolved: ['confirm', 'close', 'reopen'],
  closed: ['reopen'],
  cancelled: [],
  rejected: []
}
const rest: readonly Choice[] = [
  'take',
  'assign',
  'hand-over',
  'wait',
  'hold',
  'resume',
  'arrive',
  'restore',
  'resolve',
  'confirm',
  'close',
  'reopen',
  'task',
  'wrong-answer',
  'link',
  'priority',
  'kind',
  'split',
  'merge',
  'cancel',
  'reject'
]

/** What the reader can do now, the most likely first. Taking what one already has is not among it; nor is what the milestone already was. */
export function choicesOf(
  { ticket, abilities }: TicketPageData,
  me: string,
  may: (permission: string) => boolean
): Choice[] {
  const able = (choice: Choice): boolean => {
    if (choice === 'priority' || choice === 'kind') return abilities.includes('assign') && may('ticket.assign')
    if (choice === 'wrong-answer') return abilities.includes('note')
    if (!abilities.includes(choice)) return false
    if (choice === 'take') return ticket.assignee?.id !== me
    if (choice === 'arrive') return ticket.arrivedAt === null && ticket.restoredAt === null
    if (choice === 'restore') return ticket.restoredAt === null
    return true
  }
  return [...new Set([...first[ticket.status], ...rest])].filter(able)
}

/** The form a choice opens; undefined for what is done at once. */
export function panelOf(choice: Choice): PanelName | undefined {
  return choice === 'take' || choice === 'resume' ? undefined : choice
}
