import { listMyCalls, wrapUpCall } from '@shouwen/contract/calls'
import { endWrapUp, getPresence } from '@shouwen/contract/presence'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Caller } from './caller.tsx'
import type { CallView, Desk } from './desk-line.ts'
import style from './softphone.module.css'

/** After the call: how it ended, in two presses. Solved says what solved it, because the customer is asked whether it is so. */
export function WrapUpCard({ call, desk }: { call: CallView; desk: Desk }) {
  const { say, pick } = usePhrases('voice')
  const end = useAct(endWrapUp, { refreshes: [getPresence] })
  const wrap = useAct(wrapUpCall, { refreshes: [listMyCalls], onDone: () => void end.act({}) })
  const [result, setResult] = useState<string>()
  const [note, setNote] = useState('')
  const words = note.trim()
  return (
    <section className={style.card} aria-label={say('wrap-up')}>
      <div className={style.head}>
        <Icon name="note" size={18} />
        <strong>{say('wrap-up')}</strong>
        <span className={style.time}>{say(call.endedBy === 'customer' ? 'ended-by-customer' : call.endedBy === 'agent' ? 'ended-by-agent' : 'ended-by-system')}</span>
      </div>
      <Caller call={call} />
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (result) void wrap.act({ callId: call.id, result, ...(words ? { note: words } : {}) })
        }}
      >
        <fieldset className={style.results}>
          <legend>{say('result')}</legend>
          {desk.results.map((one) => (
            <label key={one.code}>
              <input type="radio" name={`result-${call.id}`} checked={result === one.code} onChange={() => setResult(one.code)} />
              {pick(one)}
            </label>
          ))}
        </fieldset>
        <label>
          <span>{say(result === 'solved' ? 'solution' : 'note')}</span>
          <Input.TextArea rows={3} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        {wrap.refusal ? <RefusalNotice refusal={wrap.refusal} inline /> : null}
        <Button type="primary" htmlType="submit" disabled={!result || (result === 'solved' && words === '')} loading={wrap.isBusy}>
          {say('wrap-up-send')}
        </Button>
      </form>
    </section>
  )
}
