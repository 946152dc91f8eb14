import { readComplaint } from '@shouwen/contract/complaint-classes'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { AskedValue } from './asked-value.tsx'
import { capital } from './capital.ts'
import { CaseAxes } from './case-axes.tsx'
import { CaseEvidence } from './case-evidence.tsx'
import { CaseLeaf } from './case-leaf.tsx'
import { CaseScore } from './case-score.tsx'
import style from './case-tab.module.css'
import type { CaseTabProps } from './case-tabs.ts'

/** What the complaint is, where it came from, how it is classed and what is still missing. @norm TK-01 TK-02 TK-07 TK-14 */
export function CaseTab({ ticketId, page }: CaseTabProps) {
  const { say, pick } = usePhrases('complaints')
  const { data, error, refetch } = useRead(readComplaint, { ticketId })
  const { ticket } = page
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  return (
    <div className={style.case}>
      <div className={style.column}>
        <section className={style.part}>
          <h2>{say('case.matter')}</h2>
          <p className={style.text}>{ticket.description}</p>
          <FieldList
            fields={[
              { label: say('case.demand'), value: ticket.form.demand, wide: true },
              { label: say('case.scene'), value: ticket.form.scene, wide: true },
              { label: say('case.documents'), value: ticket.form.documentNumbers?.join(say('and')), wide: true }
            ]}
          />
        </section>
        <section className={style.part}>
          <h2>{say('case.source')}</h2>
          <FieldList
            columns={2}
            fields={[
              { label: say('case.from'), value: capital(pick(data.source)) },
              ...(data.source.number ? [{ label: capital(pick(data.source.number)), value: data.sourceNumber }] : []),
              ...data.source.fields.map((field) => ({ label: capital(pick(field)), value: <AskedValue field={field} value={data.sourceFields[field.code]} /> })),
              { label: say('case.received'), value: <RelativeTime at={data.receivedAt ?? ticket.openedAt} exact /> },
              { label: say('case.clocks'), value: data.source.clauses.map((clause) => pick(clause)).join(say('take.and')), wide: true }
            ]}
          />
        </section>
        <CaseScore complaint={data} />
      </div>
      <div className={style.column}>
        <CaseAxes complaint={data} page={page} />
        {data.leaf ? (
          <>
            <CaseLeaf key={data.axes.content?.code} complaint={data} leaf={data.leaf} />
            <CaseEvidence complaint={data} leaf={data.leaf} />
          </>
        ) : null}
      </div>
    </div>
  )
}
