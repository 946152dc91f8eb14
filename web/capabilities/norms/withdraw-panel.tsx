import { getClause, listClauses, withdrawClause } from '@shouwen/contract/norms'
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

/** Asks a second person for the clause to be withdrawn; promises that run go on. */
export function WithdrawPanel({ clauseId, onClose }: { clauseId: string; onClose: () => void }) {
  const { say } = usePhrases('norms')
  const { act, isBusy, refusal } = useAct(withdrawClause, { refreshes: [getClause, listClauses] })
  const [effectiveFrom, setEffective] = useState<string>()
  const [reason, setReason] = useState('')
  const send = async () => {
    const done = await act({ clauseId, reason: reason.trim(), ...(effectiveFrom ? { effectiveFrom } : {}) })
    if (!done) return
    toast({ text: say('withdraw.done'), tone: 'good' })
    onClose()
  }
  return (
    <DetailPanel title={say('withdraw.title')} onClose={onClose}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim()) void send()
        }}
      >
        <p className={style.quiet}>{say('withdraw.text')}</p>
        <EffectiveField value={effectiveFrom} onChange={setEffective} />
        <Labelled label={say('withdraw.reason')} required>
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
          <Button type="primary" danger htmlType="submit" loading={isBusy} disabled={!reason.trim()}>
            {say('withdraw.send')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      </form>
    </DetailPanel>
  )
}
