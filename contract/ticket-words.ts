import { OneOf, type Static } from './operation.ts'

/** The closed sets of words a ticket is described with; their phrases are in rulebook/facts.yaml and the web's phrases. */
export const TicketKind = OneOf('inquiry', 'request', 'complaint', 'fault')
export type TicketKind = Static<typeof TicketKind>

/** The statuses of TMF621: pending = waiting for the customer, held = stopped by ourselves. */
export const TicketStatus = OneOf(
  'acknowledged',
  'inProgress',
  'pending',
  'held',
  'resolved',
  'closed',
  'cancelled',
  'rejected'
)
export type TicketStatus = Static<typeof TicketStatus>

export const Channel = OneOf('chat', 'email', 'phone', 'hall', 'portal', 'api', 'letter', 'social', 'regulator')
export type Channel = Static<typeof Channel>

export const Source = OneOf(
  'customer',
  'regulator-12300',
  'regulator-12315',
  'city-12345',
  'spam-12321',
  'media',
  'survey',
  'monitoring',
  'internal'
)
export type Source = Static<typeof Source>

export const Severity = OneOf('general', 'important', 'major', 'collective')
export type Severity = Static<typeof Severity>
export const Urgency = OneOf('low', 'normal', 'high')
export type Urgency = Static<typeof Urgency>
export const Scope = OneOf('one', 'several', 'area', 'wide')
export type Scope = Static<typeof Scope>
export const Priority = OneOf('P1', 'P2', 'P3', 'P4')
export type Priority = Static<typeof Priority>

/** Where the trouble came from (TK-15). */
export const RootCause = OneOf('operating-error', 'system-fault', 'service-loophole', 'unfounded')
export type RootCause = Static<typeof RootCause>

export const TaskStatus = OneOf('assigned', 'accepted', 'done', 'declined', 'cancelled')
export type TaskStatus = Static<typeof TaskStatus>

/** How two tickets belong together, read from the first to the second. */
export const LinkKind = OneOf('merged', 'duplicate', 'related', 'caused-by', 'split', 'follow-up')
export type LinkKind = Static<typeof LinkKind>

/** What a person can do with a ticket; the page shows a button for each the reader may use now. */
export const TicketVerb = OneOf(
  'answer',
  'note',
  'edit',
  'take',
  'assign',
  'hand-over',
  'wait',
  'hold',
  'resume',
  'arrive',
  'restore',
  'resolve',
  'cancel',
  'reject',
  'confirm',
  'close',
  'reopen',
  'task',
  'merge',
  'split',
  'link'
)
export type TicketVerb = Static<typeof TicketVerb>
