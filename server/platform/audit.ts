import type { Call } from './action.ts'
import { actorColumns } from './action.ts'
import { insertLate } from './gathered-writes.ts'

/** A line of the audit (GV-03): who saw or did what to whom, and why. Values themselves are never written. */
export type AuditLine = {
  verb: string
  regionId: number
  subjectKind?: string
  subjectId?: string
  fields?: string[]
  purpose?: string | null
  outcome?: 'done' | 'denied'
  detail?: Record<string, unknown>
}

/** Writes audit lines in one statement, in the transaction of the call. @norm GV-03 */
export async function audited(call: Call, ...lines: AuditLine[]): Promise<void> {
  if (lines.length === 0) return
  await insertLate(
    call,
    'platform.audit',
    lines.map((line) => ({
      region_id: line.regionId,
      at: call.now,
      id: call.app.newId(),
      ...actorColumns(call.actor),
      verb: line.verb,
      subject_kind: line.subjectKind ?? null,
      subject_id: line.subjectId ?? null,
      fields: line.fields ?? [],
      purpose: line.purpose ?? call.purpose,
      ip: call.ip,
      request_id: call.requestId,
      outcome: line.outcome ?? 'done',
      detail: line.detail ? JSON.stringify(line.detail) : null
    }))
  )
}
