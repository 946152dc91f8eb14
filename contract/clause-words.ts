import { events } from './events.ts'
import { Type } from './operation.ts'

// What every operation on clauses has in common.

export const clauseEvents = events({
  'clause.drafted': { subject: 'clause-version', zh: '条款起草', en: 'clause drafted' },
  'clause.submitted': { subject: 'clause-version', zh: '条款提交审批', en: 'clause submitted' },
  'clause.published': { subject: 'clause-version', zh: '条款发布', en: 'clause published' },
  'clause.withdrawn': { subject: 'clause-version', zh: '条款撤销', en: 'clause withdrawn' },
  'clause.returned': { subject: 'clause-version', zh: '条款退回', en: 'clause sent back' }
})
/** A clause page read before one of these may be out of date. */
export const clauseChanges = Object.keys(clauseEvents)

export const ClauseId = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z0-9][a-z0-9-]*$' })
export const VersionNumber = Type.Integer({ minimum: 1, maximum: 100_000 })
