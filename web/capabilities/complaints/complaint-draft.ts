import type { listComplaintSources, takeComplaint } from '@shouwen/contract/complaint-intake'
import type { AskedValues } from '@shouwen/contract/complaint-schemas'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Severity, Urgency } from '@shouwen/contract/ticket-words'

export type Source = OutputOf<typeof listComplaintSources>['items'][number]

/** What is typed before a complaint is taken. */
export type Draft = {
  source: string
  sourceNumber: string
  sourceFields: AskedValues
  receivedAt: string
  title: string
  description: string
  demand: string
  scene: string
  category: string | undefined
  customerId: string | undefined
  lineId: string | undefined
  contactName: string
  contactPhone: string
  severity: Severity
  urgency: Urgency
}

export const emptyDraft = (source: string): Draft => ({
  source, sourceNumber: '', sourceFields: {}, receivedAt: '', title: '', description: '', demand: '', scene: '', category: undefined, customerId: undefined, lineId: undefined, contactName: '', contactPhone: '', severity: 'general', urgency: 'normal'
})

/** Whether something the source or the form must have is not there. */
export function lacks(source: Source, draft: Draft): boolean {
  const texts = [draft.title, draft.description, draft.demand, draft.scene, ...(source.number?.required ? [draft.sourceNumber] : [])]
  return texts.some((text) => text.trim() === '') || source.fields.some(({ code, required }) => required && draft.sourceFields[code] === undefined)
}

export function inputOf(draft: Draft): InputOf<typeof takeComplaint> {
  const { source, sourceFields, severity, urgency, customerId, lineId, category } = draft
  const given = { sourceNumber: draft.sourceNumber, contactName: draft.contactName, contactPhone: draft.contactPhone, receivedAt: draft.receivedAt }
  return {
    source,
    sourceFields,
    severity,
    urgency,
    title: draft.title.trim(),
    description: draft.description.trim(),
    demand: draft.demand.trim(),
    scene: draft.scene.trim(),
    ...(category ? { category } : {}),
    ...(customerId ? { customerId } : {}),
    ...(lineId ? { lineId } : {}),
    ...Object.fromEntries(Object.entries(given).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])))
  }
}
