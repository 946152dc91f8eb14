import type { TicketForm } from '@shouwen/contract/ticket-schemas'

export type FormField = keyof TicketForm

/** How each field of the typed form is written; lengths are those of the contract. */
export const formFields: Record<
  FormField,
  { editor: 'line' | 'text' | 'select' | 'date' | 'instant'; maxLength: number }
> = {
  serviceNumber: { editor: 'line', maxLength: 40 },
  confirmedRequest: { editor: 'text', maxLength: 500 },
  impact: { editor: 'text', maxLength: 1000 },
  demand: { editor: 'text', maxLength: 2000 },
  scene: { editor: 'text', maxLength: 2000 },
  documentNumbers: { editor: 'text', maxLength: 1600 },
  happenedAt: { editor: 'instant', maxLength: 40 },
  emotion: { editor: 'select', maxLength: 20 },
  symptom: { editor: 'text', maxLength: 1000 },
  tests: { editor: 'text', maxLength: 2000 },
  address: { editor: 'line', maxLength: 300 },
  wanted: { editor: 'line', maxLength: 200 },
  wantedOn: { editor: 'date', maxLength: 10 }
}

export const emotions = ['calm', 'annoyed', 'angry', 'threatening'] as const

/** A field of the form as one text; document numbers one per line. */
export function formText(form: TicketForm, name: FormField): string {
  const value = form[name]
  return Array.isArray(value) ? value.join('\n') : (value ?? '')
}

/** A text as the field takes it; an empty text leaves the field out, so that it stays as it is. */
export function formPatch(name: FormField, text: string): TicketForm {
  if (name === 'documentNumbers')
    return {
      documentNumbers: text
        .split(/[\n,，、]/)
        .map((each) => each.trim())
        .filter(Boolean)
        .slice(0, 20)
    }
  return text === '' ? {} : { [name]: text }
}
