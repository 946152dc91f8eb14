import { getClause, listClauses, submitClause } from '@shouwen/contract/norms'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './clause-page.module.css'
import { EffectiveField } from './effective-field.tsx'

/** Puts a version before a second person. */
export function SubmitPanel({
  clauseId,
  version,
  onClose
}: {
  clauseId: string
  version: number
  onClose: () => void
}) {
  const { say } = usePhrases('norms')
  const { act, isBusy, refusal } = useAct(submitClause, { refreshes: [getClause, listClauses] })
  const [effectiveFrom, setEffective] = useState<string>()
  const [reason, setReason] = useState('')
  const send = async () => {
    const done = await act({
      clauseId,
      version,
      ...(effectiveFrom ? { effectiveFrom } : {}),
      ...(reason.trim() ? { reason: reason.trim() } : {})
    })
    if (!done) return
    toast({ text: say('submit.done', { version }), tone: 'good' })
    onClose()
  }
  return (
    <DetailPanel title={say('submit.title', { version })} onClose={onClose}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p className={style.quiet}>{say('submit.text')}</p>
        <EffectiveField value={effectiveFrom} onChange={setEffective} />
        <Labelled label={say('submit.reason')} hint={say('submit.reason-hint')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              autoFocus
              value={reason}
              maxLength={1000}
              autoSize={{ minRows: 3, maxRows: 8 }}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Labelled>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <div className={style.buttons}>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {say('submit.send')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      </form>
    </DetailPanel>
  )
}
