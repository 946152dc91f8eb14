import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { instantOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import type { AuditSearch } from './audit-search.ts'
import { type AuditLine, auditSentence, type AuditWords } from './audit-sentence.ts'
import style from './audit.module.css'
import { SentenceText } from './sentence-text.tsx'

/** One line of the audit with everything that was written down, and the way to others like it. */
export function AuditPanel({
  line,
  words,
  onClose,
  onFilter
}: {
  line: AuditLine
  words: AuditWords
  onClose: () => void
  onFilter: (search: AuditSearch) => void
}) {
  const { say } = usePhrases('audit')
  const reader = useWords()
  const may = useCan()
  const sentence = auditSentence(line, words)
  const code = (text: string | null) => (text ? <span className={style.code}>{text}</span> : null)
  const hasDetail = Object.keys(line.detail).length > 0
  return (
    <DetailPanel title={say('panel.title')} width={440} onClose={onClose}>
      <p className={style.said}>
        <SentenceText sentence={sentence} />
      </p>
      <FieldList
        fields={[
          { label: say('column.at'), value: <span className="number">{instantOf(line.at, reader)}</span> },
          {
            label: say('column.outcome'),
            value:
              line.outcome === 'denied' ? (
                <StatusTag tone="bad">{say('outcome.denied')}</StatusTag>
              ) : (
                <StatusTag settled>{say('outcome.done')}</StatusTag>
              )
          },
          {
            label: say('column.actor'),
            value:
              line.actorKind === 'staff' && line.actorId && may('people.read') ? (
                <Link to="/people" search={{ staff: line.actorId }}>
                  {sentence.actor}
                </Link>
              ) : (
                sentence.actor
              )
          },
          { label: say('column.verb'), value: `${words.verb(line.verb)} (${line.verb})` },
          {
            label: say('column.subject'),
            value: line.subjectKind ? (
              line.subjectKind === 'staff' && line.subjectId && may('people.read') ? (
                <Link to="/people" search={{ staff: line.subjectId }}>
                  {sentence.subject ?? sentence.actor}
                </Link>
              ) : (
                (sentence.subject ?? words.subject(line.subjectKind))
              )
            ) : null
          },
          { label: say('panel.subject-id'), value: code(line.subjectId) },
          { label: say('panel.fields'), value: sentence.fields },
          { label: say('panel.purpose'), value: line.purpose },
          { label: say('column.ip'), value: line.ip },
          { label: say('panel.request'), value: code(line.requestId) },
          ...(hasDetail
            ? [{ label: say('panel.detail'), value: <pre className={style.detail}>{detailOf(line.detail)}</pre> }]
            : [])
        ]}
      />
      <div className={style.buttons}>
        {line.actorId ? (
          <Button onClick={() => onFilter({ actor: line.actorId ?? undefined })}>{say('panel.same-actor')}</Button>
        ) : null}
        {line.subjectId ? (
          <Button
            onClick={() => onFilter({ subject: line.subjectId ?? undefined, kind: line.subjectKind ?? undefined })}
          >
            {say('panel.same-subject')}
          </Button>
        ) : null}
        <Button onClick={() => onFilter({ verb: line.verb })}>{say('panel.same-verb')}</Button>
      </div>
    </DetailPanel>
  )
}

function detailOf(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n')
}
