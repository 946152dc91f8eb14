import type { InputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { Channel, Scope, Severity, Source, TicketKind, Urgency } from '@shouwen/contract/ticket-words'
import type { openTicket } from '@shouwen/contract/tickets'
import type { FormField } from './form-fields.ts'

/** A ticket that is being taken down. */
export type TicketDraft = {
  kind: TicketKind
  title: string
  description: string
  form: TicketForm
  customerId?: string | undefined
  lineId?: string | undefined
  contactName: string
  contactPhone: string
  contactEmail: string
  channel: Channel
  source: Source
  category?: string | undefined
  severity: Severity
  urgency: Urgency
  scope: Scope
  /** The opener works on it, instead of the queue of its category. */
  keep: boolean
}

export type DraftProps = {
  draft: TicketDraft
  put: (part: Partial<TicketDraft>) => void /** Somebody tried to open it: say what is missing. */
  tried: boolean
}

/** Where a new ticket begins: somebody calls and asks something. */
export function emptyDraft(keep: boolean, customerId: string | undefined): TicketDraft {
  return {
    kind: 'inquiry',
    title: '',
    description: '',
    form: {},
    customerId,
    contactName: '',
    contactPhone: '',
    contactEmail: '',
    channel: 'phone',
    source: 'customer',
    severity: 'general',
    urgency: 'normal',
    scope: 'one',
    keep
  }
}

/** Is there a customer, or one way to reach them? */
export function hasContact({ customerId, contactPhone, contactEmail }: TicketDraft): boolean {
  return Boolean(customerId || contactPhone.trim() || contactEmail.trim())
}

/** Is everything there that must be given? `required` are the fields the kind demands. */
export function isComplete(draft: TicketDraft, required: readonly FormField[]): boolean {
  const isFilled = (field: FormField) => Boolean(draft.form[field]?.length)
  return draft.title.trim() !== '' && draft.description.trim() !== '' && hasContact(draft) && required.every(isFilled)
}

/** The draft as the contract takes it: empty texts are left out. */
export function inputOf(draft: TicketDraft): InputOf<typeof openTicket> {
  const { kind, form, channel, source, severity, urgency, scope, keep } = draft
  const given = <K extends keyof TicketDraft>(name: K) => {
    const value = draft[name]
    return typeof value === 'string' && value.trim() ? { [name]: value.trim() } : {}
  }
  return {
    kind,
    title: draft.title.trim(),
    description: draft.description.trim(),
    form,
    channel,
    source,
    severity,
    urgency,
    scope,
    keep,
    ...given('customerId'),
    ...given('lineId'),
    ...given('category'),
    ...given('contactName'),
    ...given('contactPhone'),
    ...given('contactEmail')
  }
}
