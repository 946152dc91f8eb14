import type { FastifyError } from 'fastify'
import { allRefusals } from '@shouwen/contract/index'
import { isTransient } from '#platform/database'
import { Refusal } from '#platform/refusal'

/** Something a TMF client asked that cannot be done, in the words of TMF630: becomes its error body. Never holds personal data. */
export class Fault extends Error {
  readonly status: number
  readonly code: string
  readonly reason: string
  readonly detail: string | undefined
  constructor(status: number, code: string, reason: string, detail?: string) {
    super(code)
    this.status = status
    this.code = code
    this.reason = reason
    this.detail = detail
  }
}

/** Makes a fault to throw: `throw fault(400, 'filter-malformed', 'The filter could not be read')`. */
export function fault(status: number, code: string, reason: string, detail?: string): Fault {
  return new Fault(status, code, reason, detail)
}

/** The body TMF630 gives to every error; `@type` is asked for in version 5 and harmless before. */
export type ErrorBody = { '@type': 'Error'; code: string; reason: string; message?: string; status: string }

/** Any error as status and body. What we did not expect is an internal error and says nothing of its cause. */
export function errorOf(error: unknown): { status: number; body: ErrorBody; unexpected: boolean } {
  const known = knownFault(error)
  const { status, code, reason, detail } = known ?? fault(500, 'internal-error', allRefusals['internal-error'].en, allRefusals['internal-error'].zh)
  const body: ErrorBody = { '@type': 'Error', code, reason, ...(detail ? { message: detail } : {}), status: String(status) }
  return { status, body, unexpected: known === null }
}

function knownFault(error: unknown): Fault | null {
  if (error instanceof Fault) return error
  if (error instanceof Refusal) return ofRefusal(error)
  if ((error as { code?: unknown }).code === tooLong) return fault(400, 'filter-too-wide', 'The list took too long; narrow it by an indexed attribute, such as creationDate.gte')
  const { statusCode } = error as FastifyError
  if (statusCode === 413) return ofRefusal(new Refusal('body-too-large'))
  if (statusCode === 415) return ofRefusal(new Refusal('unsupported-media-type'))
  if (statusCode === 429) return ofRefusal(new Refusal('too-many-requests'))
  if (statusCode && statusCode >= 400 && statusCode < 500) return ofRefusal(new Refusal('malformed-body'))
  return isTransient(error) ? ofRefusal(new Refusal('not-ready')) : null
}

/** query_canceled: the statement timeout of a list. */
const tooLong = '57014'

/** TMF knows no 422: what does not fit is 400, what the present state forbids is 409. */
function ofRefusal(refusal: Refusal): Fault {
  const entry = allRefusals[refusal.code]
  const stateful = refusal.code === 'confirmation-missing' || refusal.code === 'root-cause-missing'
  const status = entry.status !== 422 ? entry.status : stateful ? 409 : 400
  const details = refusal.details ? ` ${JSON.stringify(refusal.details)}` : ''
  return fault(status, refusal.code, entry.en, `${entry.zh}${details}`)
}
