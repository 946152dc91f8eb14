import { readComplaint } from '@shouwen/contract/complaints'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { AskedValue } from './asked-value.tsx'
import { capital } from './capital.ts'
import style from './case-tab.module.css'
import type { CaseTabProps } from './case-tabs.ts'

/** Where the complaint came from and what it is about. @norm TK-01 TK-02 */
export function CaseTab({ ticketId, page: { ticket } }: CaseTabProps) {
  const { say, pick } = usePhrases('complaints')
  const { data, error, refetch } = useRead(readComplaint, { ticketId })
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  return (
    <div className={style.case}>
      <section className={style.part}>
        <h2>{say('case.matter')}</h2>
        <p className={style.text}>{ticket.description}</p>
        <FieldList
          fields={[
            { label: say('case.demand'), value: ticket.form.demand, wide: true },
            { label: say('case.scene'), value: ticket.form.scene, wide: true },
            { label: say('case.documents'), value: ticket.form.documentNumbers?.join('、'), wide: true }
          ]}
        />
      </section>
      <section className={style.part}>
        <h2>{say('case.source')}</h2>
        <FieldList
          fields={[
            { label: say('case.from'), value: pick(data.source) },
            ...(data.source.number ? [{ label: capital(pick(data.source.number)), value: data.sourceNumber }] : []),
            ...data.source.fields.map((field) => ({ label: capital(pick(field)), value: <AskedValue field={field} value={data.sourceFields[field.code]} /> })),
            { label: say('case.received'), value: <RelativeTime at={data.receivedAt ?? ticket.openedAt} exact /> }
          ]}
        />
      </section>
    </div>
  )
}
