import { classifyComplaint, readComplaint } from '@shouwen/contract/complaint-classes'
import type { ComplaintView, LeafView } from '@shouwen/contract/complaint-schemas'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { AskedValue } from './asked-value.tsx'
import { capital } from './capital.ts'
import style from './case-tab.module.css'

// Most who read a case fill nothing in: the controls come when somebody does.
const AskedInputs = lazy(() => import('./asked-inputs.tsx').then((part) => ({ default: part.AskedInputs })))

/** The form of the category, how such a matter is worked on, what may be given, and how it is inspected. @norm TK-07 TK-09 */
export function CaseLeaf({ complaint, leaf }: { complaint: ComplaintView; leaf: LeafView }) {
  const { say, pick } = usePhrases('complaints')
  const [draft, setDraft] = useState<LeafView['values']>()
  const classify = useAct(classifyComplaint, { refreshes: [readComplaint] })
  const save = async () => {
    if (!draft || !(await classify.act({ ticketId: complaint.ticketId, leafForm: draft }))) return
    setDraft(undefined)
    toast({ text: say('leaf.saved'), tone: 'good' })
  }
  const yuan = leaf.mostFen / 100
  return (
    <section className={style.part}>
      <div className={style.head}>
        <h2>{say('leaf.title')}</h2>
        {leaf.missing.length > 0 ? <span className={style.missing}>{say('leaf.missing', { count: leaf.missing.length })}</span> : null}
        {complaint.can.classify && !draft ? (
          <Button size="small" onClick={() => setDraft(leaf.values)}>
            {say('leaf.fill')}
          </Button>
        ) : null}
      </div>
      {draft ? (
        <>
          <Suspense fallback={<Skeleton />}>
            <AskedInputs fields={leaf.fields} values={draft} onChange={setDraft} tried={false} />
          </Suspense>
          {classify.refusal ? <RefusalNotice refusal={classify.refusal} inline /> : null}
          <div className={style.acts}>
            <Button type="primary" size="small" loading={classify.isBusy} onClick={() => void save()}>
              {say('form.save')}
            </Button>
            <Button size="small" onClick={() => setDraft(undefined)}>
              {say('form.leave')}
            </Button>
          </div>
        </>
      ) : (
        <FieldList columns={2} fields={leaf.fields.map((field) => ({ label: capital(pick(field)), value: <AskedValue field={field} value={leaf.values[field.code]} />, wide: field.type === 'text' }))} />
      )}
      <details className={style.more} open>
        <summary>{say('leaf.playbook', { name: capital(pick(leaf.playbook)) })}</summary>
        <ol>
          {leaf.playbook.steps.map((step) => (
            <li key={step.en}>{pick(step)}</li>
          ))}
        </ol>
      </details>
      <FieldList fields={[{ label: say('leaf.remedies'), value: `${leaf.remedies.map((remedy) => pick(remedy)).join(say('take.and'))}${yuan > 0 ? ` · ${say('leaf.most', { yuan })}` : ''}`, wide: true }]} />
      <details className={style.more}>
        <summary>{say('leaf.inspection', { name: pick(leaf.inspection) })}</summary>
        <ul>
          {leaf.inspection.items.map((item) => (
            <li key={item.en}>{pick(item)}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}
