import { usePhrases } from '#lib/phrases.ts'
import type { AuditSentence } from './audit-sentence.ts'
import style from './audit.module.css'

/** A sentence of the audit: the actor stands out, the purpose is set apart. */
export function SentenceText({ sentence }: { sentence: AuditSentence }) {
  const { say } = usePhrases('audit')
  const { actor, act, subject, fields, purpose } = sentence
  return (
    <span className={style.sentence}>
      <strong>{actor}</strong> {act}
      {subject ? (
        <>
          {say('colon')}
          <span className={style.subject}>{subject}</span>
        </>
      ) : null}
      {fields ? say('fields', { fields }) : null}
      {purpose ? <span className={style.purpose}>{say('purpose', { purpose })}</span> : null}
    </span>
  )
}
