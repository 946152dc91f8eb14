import type { TicketStatus, TicketVerb } from '@shouwen/contract/ticket-words'
import { refuse } from '#platform/refusal'

export type Step = { from: TicketStatus; to: TicketStatus; zh: string; en: string }

/**
 * The machine of TMF621 as its diagram draws it: a step that is not here is not possible. `pending` waits for the customer and may pause
 * a promise, `held` is our own trouble and never does.
 * @norm TK-04
 */
export const steps: readonly Step[] = [
  { from: 'acknowledged', to: 'inProgress', zh: '开始处理', en: 'work has begun' },
  { from: 'acknowledged', to: 'cancelled', zh: '撤销', en: 'cancelled' },
  { from: 'acknowledged', to: 'rejected', zh: '不予受理', en: 'not a matter for us' },
  { from: 'inProgress', to: 'held', zh: '我方原因挂起', en: 'stopped by ourselves' },
  { from: 'held', to: 'inProgress', zh: '继续处理', en: 'work goes on' },
  { from: 'inProgress', to: 'pending', zh: '等待客户', en: 'waiting for the customer' },
  { from: 'pending', to: 'inProgress', zh: '客户已回应', en: 'the customer has answered' },
  { from: 'pending', to: 'cancelled', zh: '客户未补充，撤销', en: 'cancelled, the customer did not answer' },
  { from: 'inProgress', to: 'cancelled', zh: '撤销', en: 'cancelled' },
  { from: 'inProgress', to: 'resolved', zh: '已解决，待客户确认', en: 'solved, to be confirmed by the customer' },
  { from: 'resolved', to: 'closed', zh: '客户确认，关闭', en: 'confirmed and closed' },
  { from: 'resolved', to: 'inProgress', zh: '客户不认可，继续处理', en: 'not solved after all' }
]

/** Statuses in which somebody still owes something. */
export const openStatuses = [
  'acknowledged',
  'inProgress',
  'pending',
  'held',
  'resolved'
] as const satisfies TicketStatus[]
/** Statuses in which the matter itself is not solved yet. */
export const workingStatuses = ['acknowledged', 'inProgress', 'pending', 'held'] as const satisfies TicketStatus[]

const working: readonly TicketStatus[] = workingStatuses
const open: readonly TicketStatus[] = openStatuses

export const isOpen = (status: TicketStatus): boolean => open.includes(status)
export const isWorking = (status: TicketStatus): boolean => working.includes(status)

/** The statuses one step away. */
export function possibleNext(from: TicketStatus): TicketStatus[] {
  return steps.filter((step) => step.from === from).map((step) => step.to)
}

/** Refuses with `ticket-status-not-possible`, naming what would be possible, when the machine draws no such step. */
export function checkStep(from: TicketStatus, to: TicketStatus): void {
  const possible = possibleNext(from)
  if (!possible.includes(to)) throw refuse('ticket-status-not-possible', { from, to, possible })
}

/** In which statuses a verb makes sense. Who may use it is a question of permission, see access.ts. */
const statusesOf: Record<TicketVerb, readonly TicketStatus[]> = {
  answer: open,
  note: ['acknowledged', 'inProgress', 'pending', 'held', 'resolved', 'closed', 'cancelled', 'rejected'],
  edit: open,
  take: working,
  assign: working,
  'hand-over': working,
  wait: ['inProgress'],
  hold: ['inProgress'],
  resume: ['pending', 'held'],
  arrive: working,
  restore: working,
  resolve: working,
  cancel: ['acknowledged', 'inProgress', 'pending'],
  reject: ['acknowledged'],
  confirm: ['resolved'],
  close: ['resolved'],
  reopen: ['resolved', 'closed'],
  task: working,
  merge: working,
  split: open,
  link: ['acknowledged', 'inProgress', 'pending', 'held', 'resolved', 'closed', 'cancelled', 'rejected']
}

/** Whether a verb makes sense for a ticket in this status. */
export function verbPossible(verb: TicketVerb, status: TicketStatus): boolean {
  return statusesOf[verb].includes(status)
}

/** Refuses with `ticket-status-not-possible` when the verb makes no sense in the ticket's status. */
export function checkVerb(verb: TicketVerb, status: TicketStatus): void {
  if (!verbPossible(verb, status))
    throw refuse('ticket-status-not-possible', { from: status, verb, possible: possibleNext(status) })
}
