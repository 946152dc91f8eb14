import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { TicketKind } from '@shouwen/contract/ticket-words'

type Field = keyof TicketForm

/** What each kind of ticket asks for beside title, description and contact; the first list must be given. @norm TK-02 @norm IQ-05 @norm IQ-06 @norm SP-22 */
const fieldsOf: Record<TicketKind, { required: readonly Field[]; asked: readonly Field[] }> = {
  inquiry: { required: [], asked: ['serviceNumber', 'confirmedRequest', 'documentNumbers'] },
  request: {
    required: ['wanted'],
    asked: ['serviceNumber', 'confirmedRequest', 'wantedOn', 'address', 'documentNumbers']
  },
  complaint: {
    required: ['demand', 'scene'],
    asked: ['serviceNumber', 'confirmedRequest', 'impact', 'happenedAt', 'emotion', 'documentNumbers', 'address']
  },
  fault: {
    required: ['symptom'],
    asked: ['serviceNumber', 'confirmedRequest', 'impact', 'happenedAt', 'address', 'tests', 'documentNumbers']
  }
}

/** Fields of the form a kind knows, required first. */
export function fieldsFor(kind: TicketKind): Field[] {
  return [...fieldsOf[kind].required, ...fieldsOf[kind].asked]
}

/** Required fields that are not filled yet. Tickets made by a machine (mail, chat, import) begin with these open, and people fill them. */
export function missingFields(kind: TicketKind, form: TicketForm): Field[] {
  return fieldsOf[kind].required.filter((field) => isEmpty(form[field]))
}

/** Fields given that the kind does not know. */
export function strangeFields(kind: TicketKind, form: TicketForm): string[] {
  const known: string[] = fieldsFor(kind)
  return Object.keys(form).filter((field) => !known.includes(field))
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
