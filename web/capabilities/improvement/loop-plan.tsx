import { type LoopView, planLoop, readLoop } from '@shouwen/contract/improvement-loop'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { FieldList } from '#ui/field-list.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './loop.module.css'

const parts = ['prevention', 'remedy', 'maintenance'] as const

/** Prevent, remedy, maintain. @norm TK-30 */
export function LoopPlan({ ticketId, loop }: { ticketId: string; loop: Static<typeof LoopView> }) {
  const { say } = usePhrases('improvement')
  const plan = useAct(planLoop, { refreshes: [readLoop] })
  const [draft, setDraft] = useState<Record<(typeof parts)[number], string>>()
  const save = async () => {
    if (draft && (await plan.act({ ticketId, ...draft }))) setDraft(undefined)
  }
  return (
    <section className={style.part} aria-label={say('plan.title')}>
      <h2>{say('plan.title')}</h2>
      {draft ? (
        <form className={style.rows} onSubmit={(event) => { event.preventDefault(); void save() }}>
          {parts.map((part) => (
            <Labelled key={part} label={say(`plan.${part}`)} required>
              {(ids) => <Input.TextArea {...ids} value={draft[part]} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setDraft({ ...draft, [part]: event.target.value })} />}
            </Labelled>
          ))}
          <span className={style.line}>
            <Button size="small" type="primary" htmlType="submit" disabled={parts.some((part) => draft[part].trim() === '')} loading={plan.isBusy}>{say('plan.save')}</Button>
            <Button size="small" onClick={() => setDraft(undefined)}>{say('leave')}</Button>
          </span>
          {plan.refusal ? <RefusalNotice refusal={plan.refusal} inline /> : null}
        </form>
      ) : (
        <>
          {loop.plan ? <FieldList fields={parts.map((part) => ({ label: say(`plan.${part}`), value: loop.plan?.[part], wide: true }))} /> : <p className={style.small}>{say('plan.none')}</p>}
          {loop.can.plan ? (
            <p className={style.line}>
              <Button size="small" onClick={() => setDraft({ prevention: loop.plan?.prevention ?? '', remedy: loop.plan?.remedy ?? '', maintenance: loop.plan?.maintenance ?? '' })}>{say(loop.plan ? 'plan.change' : 'plan.make')}</Button>
            </p>
          ) : null}
        </>
      )}
    </section>
  )
}
