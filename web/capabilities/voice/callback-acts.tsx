import { ringBack, showCallbackNumber, tellCallback } from '@shouwen/contract/callbacks'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { type CallView, showView } from './desk-line.ts'
import style from './softphone.module.css'

/** A call back: the customer's end rings, or could not be reached and the agent rings again, dials by hand, or ends it with the result. */
export function CallbackActs({ call }: { call: CallView }) {
  const { say } = usePhrases('voice')
  const again = useAct(ringBack, { onDone: showView })
  const reached = useAct(tellCallback, { onDone: showView })
  const show = useAct(showCallbackNumber)
  const [number, setNumber] = useState<string>()
  const [purpose, setPurpose] = useState(say('back.purpose'))
  if (call.callback === null || call.callback === 'asked' || call.callback === 'reached') return null
  const can = new Set(call.abilities)
  const refusal = again.refusal ?? reached.refusal ?? show.refusal
  return (
    <div className={style.acts} role="status" style={{ flexWrap: 'wrap' }}>
      <p className={style.small}>{say(call.callback === 'calling' ? 'back.calling' : 'back.unreached', { tries: call.callbackTries })}</p>
      {can.has('ring-back') ? (
        <Button size="small" loading={again.isBusy} onClick={() => void again.act({ callId: call.id })}>
          {say('back.again')}
        </Button>
      ) : null}
      {can.has('reached') ? (
        <>
          {number ? (
            <a href={`tel:${number.replace(/[^+0-9]/g, '')}`}>{number}</a>
          ) : (
            <>
              <Input size="small" style={{ width: 140 }} value={purpose} maxLength={200} aria-label={say('back.why')} onChange={(event) => setPurpose(event.target.value)} />
              <Button size="small" loading={show.isBusy} disabled={purpose.trim() === ''} onClick={() => void show.act({ callId: call.id, purpose: purpose.trim() }).then((shown) => shown && setNumber(shown.number))}>
                {say('back.show')}
              </Button>
            </>
          )}
          <Button size="small" loading={reached.isBusy} onClick={() => void reached.act({ callId: call.id })}>
            {say('back.reached')}
          </Button>
        </>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </div>
  )
}
