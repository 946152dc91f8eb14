import { getClause } from '@shouwen/contract/norms'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { SubmissionRow } from './approvals.tsx'
import { ClauseDiff } from './clause-diff.tsx'
import style from './clause-page.module.css'
import { DecideSubmission } from './decide-submission.tsx'

/** One submission: what it would change against the version in force, and the second person's word. */
export function ApprovalPanel({
  row,
  name,
  onClose
}: {
  row: SubmissionRow
  name: (id: string | null) => string
  onClose: () => void
}) {
  const { say, pick } = usePhrases('norms')
  const { data } = useRead(getClause, { clauseId: row.clauseId })
  const base = data?.versionInForce ?? undefined
  return (
    <DetailPanel title={`${pick(row.title)} v${row.version}`} width={520} onClose={onClose}>
      <div className={style.form}>
        <FieldList
          fields={[
            { label: say('approvals.kind'), value: say(`submission.kind.${row.kind}`) },
            { label: say('versions.effective'), value: <RelativeTime at={row.effectiveFrom} exact /> },
            { label: say('approvals.by'), value: name(row.submittedBy) },
            { label: say('submit.reason'), value: row.reason },
            ...(row.decision === 'waiting'
              ? []
              : [
                  {
                    label: say(`decision.${row.decision}`),
                    value: `${name(row.decidedBy)}${row.note ? `：${row.note}` : ''}`
                  }
                ])
          ]}
        />
        <Link to="/rulebook/clauses/$clauseId" params={{ clauseId: row.clauseId }} search={{ version: row.version }}>
          {say('approvals.open')}
        </Link>
        {row.kind === 'publish' && base !== undefined && base !== row.version ? (
          <section>
            <p className={style.quiet}>{say('diff.title', { from: base, to: row.version })}</p>
            <ClauseDiff clauseId={row.clauseId} from={base} to={row.version} />
          </section>
        ) : null}
        {row.decision === 'waiting' ? <DecideSubmission submissionId={row.id} onDone={onClose} /> : null}
      </div>
    </DetailPanel>
  )
}
