import { ReportWrongAnswer } from '#web/corrections/report-form.tsx'
import { MacroForm } from './macro-form.tsx'
import { AssignForm, HandOverForm } from './verb-assign.tsx'
import { CloseForm } from './verb-close.tsx'
import { ConfirmForm } from './verb-confirm.tsx'
import { LinkForm, MergeForm, SplitForm } from './verb-links.tsx'
import { MilestoneForm, ReopenForm, ResolveForm } from './verb-solve.tsx'
import { KindForm, PriorityForm } from './verb-classify.tsx'
import { StandStillForm, StopForm } from './verb-status.tsx'
import { TaskForm } from './verb-task.tsx'
import type { TicketPageData } from './ticket-page.tsx'

export type PanelName =
  | 'assign'
  | 'hand-over'
  | 'wait'
  | 'hold'
  | 'cancel'
  | 'reject'
  | 'arrive'
  | 'restore'
  | 'resolve'
  | 'confirm'
  | 'close'
  | 'reopen'
  | 'task'
  | 'wrong-answer'
  | 'link'
  | 'merge'
  | 'split'
  | 'priority'
  | 'kind'

export type MacroPanel = `macro ${string}`

export type VerbProps = { page: TicketPageData; onClose: () => void }

/** The form of one act, beside the talk. */
export function VerbPanel({ name, ...props }: VerbProps & { name: PanelName | MacroPanel }) {
  switch (name) {
    case 'assign':
      return <AssignForm {...props} />
    case 'hand-over':
      return <HandOverForm {...props} />
    case 'wait':
      return <StandStillForm {...props} to="pending" />
    case 'hold':
      return <StandStillForm {...props} to="held" />
    case 'cancel':
      return <StopForm {...props} to="cancelled" />
    case 'reject':
      return <StopForm {...props} to="rejected" />
    case 'arrive':
      return <MilestoneForm {...props} milestone="arrive" />
    case 'restore':
      return <MilestoneForm {...props} milestone="restore" />
    case 'resolve':
      return <ResolveForm {...props} />
    case 'confirm':
      return <ConfirmForm {...props} />
    case 'close':
      return <CloseForm {...props} />
    case 'reopen':
      return <ReopenForm {...props} />
    case 'task':
      return <TaskForm {...props} />
    case 'wrong-answer':
      return <ReportWrongAnswer about={{ ticketId: props.page.ticket.id }} onClose={props.onClose} />
    case 'link':
      return <LinkForm {...props} />
    case 'merge':
      return <MergeForm {...props} />
    case 'split':
      return <SplitForm {...props} />
    case 'priority':
      return <PriorityForm {...props} />
    case 'kind':
      return <KindForm {...props} />
    default:
      return <MacroForm {...props} macroId={name.slice('macro '.length)} />
  }
}
