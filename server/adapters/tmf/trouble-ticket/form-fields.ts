import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import { listIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'

/** Fields of a ticket's form that are one text: version 5 gives and shows them as characteristics. */
export const formFields = new Set(['serviceNumber', 'confirmedRequest', 'impact', 'demand', 'scene', 'happenedAt', 'emotion', 'symptom', 'tests', 'address', 'wanted', 'wantedOn'])

const isField = (one: Json) => formFields.has(String(one['name'])) && typeof one['value'] === 'string'

/** The fields of the form among the characteristics given. */
export function formIn(body: Json): TicketForm {
  const fields = (listIn(body, 'troubleTicketCharacteristic') ?? []).filter(isField)
  return Object.fromEntries(fields.map((one) => [String(one['name']), one['value']])) as TicketForm
}

/** The characteristics that are no field of ours. */
export function otherCharacteristics(body: Json): Json[] {
  return (listIn(body, 'troubleTicketCharacteristic') ?? []).filter((one) => {
    textOf(one, 'name')
    return !isField(one)
  })
}
