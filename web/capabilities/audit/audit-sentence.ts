import type { listAudit } from '@shouwen/contract/audit'
import type { OutputOf } from '@shouwen/contract/operation'

export type AuditLine = OutputOf<typeof listAudit>['items'][number]

/** How lines are put into words of one language. */
export type AuditWords = {
  say: (key: string, values?: Record<string, string | number>) => string
  /** Words of a verb. */
  verb: (verb: string) => string
  /** Words of a field, of a kind of subject, of a kind of actor. */
  field: (field: string) => string
  subject: (kind: string) => string
  actor: (kind: string) => string
  /** Name of a unit. */
  unit: (unitId: string) => string | undefined
  /** Between things of a list. */
  comma: string
}

/** The parts of the sentence that says what a line of the audit stands for; empty parts are undefined. */
export type AuditSentence = { actor: string; act: string; subject?: string; fields?: string; purpose?: string }

/** `张伟 8012` · `查看完整个人信息` · `客户 …4e1a` · `电话号码、地址` · `核实来电`. @norm GV-03 */
export function auditSentence(line: AuditLine, words: AuditWords): AuditSentence {
  const act = words.verb(line.verb)
  return {
    actor: nameOf(line.actorName, line.actorJobNumber) ?? named(words.actor(line.actorKind), line.actorId),
    act: isAttempt(line) ? words.say('denied-act', { act }) : act,
    ...(line.subjectKind && !isOneself(line) ? { subject: subjectOf(line, line.subjectKind, words) } : {}),
    ...(line.fields.length > 0 ? { fields: line.fields.map(words.field).join(words.comma) } : {}),
    ...(line.purpose ? { purpose: line.purpose } : {})
  }
}

/** A failed sign-in is a refusal by its own name; any other refused act is told as an attempt. */
function isAttempt(line: AuditLine): boolean {
  return line.outcome === 'denied' && !line.verb.endsWith('.refuse')
}

/** What somebody did to their own account needs no object: 张伟 8012 修改口令. */
function isOneself(line: AuditLine): boolean {
  return (line.actorId !== null && line.subjectId === line.actorId) || line.subjectKind === 'session'
}

function subjectOf(line: AuditLine, kind: string, words: AuditWords): string {
  const person = nameOf(line.subjectName, line.subjectJobNumber)
  if (person) return person
  const unit = kind === 'unit' && line.subjectId ? words.unit(line.subjectId) : undefined
  return unit ?? named(words.subject(kind), line.subjectId)
}

function nameOf(name: string | null, jobNumber: string | null): string | undefined {
  return name ? [name, jobNumber].filter(Boolean).join(' ') : undefined
}

/** Ids are made in the order of time, so their ends differ where their beginnings are alike. */
function named(kind: string, id: string | null): string {
  return id ? `${kind} …${id.slice(-6)}` : kind
}
