import { answerCall, declineCall, listMyCalls } from '@shouwen/contract/calls'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import type { NoMicrophone } from '#lib/voice/microphone.ts'
import { Icon } from '#ui/icon.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { countdownOf } from '#ui/time.ts'
import { Caller } from './caller.tsx'
import { type CallView, type Desk, openDeskLine } from './desk-line.ts'
import style from './softphone.module.css'

/** A telephone that rings: who calls, what they were promised, how long they have waited. Alt+P answers, also in the middle of a sentence. */
export function RingingCard({ call, desk }: { call: CallView; desk: Desk }) {
  const { say, language } = usePhrases('voice')
  const answer = useAct(answerCall, { refreshes: [listMyCalls] })
  const decline = useAct(declineCall, { refreshes: [listMyCalls] })
  const [why, setWhy] = useState<NoMicrophone | 'elsewhere'>()
  const nowMs = useNow()
  const asks = call.legs.find((leg) => leg.id === call.me)?.party === 'colleague'
  const take = async () => setWhy(await openDeskLine(desk, call, () => answer.act({ callId: call.id })))
  useShortcut('Alt+P', say('answer'), () => void take(), { group: say('title'), inFields: true })
  const refusal = answer.refusal ?? decline.refusal
  const left = call.offerEndsAt && !asks ? Math.max(0, Date.parse(call.offerEndsAt) - nowMs) : undefined
  return (
    <section className={`${style.card} ${style.ringing}`} role="alert" aria-label={say('ringing')}>
      <div className={style.head}>
        <Icon name="call" size={18} />
        <strong>{asks ? say('consult-from', { job: call.agent?.jobNumber ?? '' }) : say('ringing')}</strong>
        <span className={style.time}>
          {left === undefined ? null : say('left', { seconds: Math.ceil(left / 1000) })}
          {call.queuedAt && !asks ? ` ${say('waited', { time: countdownOf(nowMs - Date.parse(call.queuedAt), language) })}` : null}
        </span>
      </div>
      <Caller call={call} />
      {call.transferSummary ? <p className={style.summary}>{call.transferSummary}</p> : null}
      {why ? <p className={style.fault}>{say(`no-microphone.${why}`)}</p> : null}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" icon={<Icon name="call" size={16} />} loading={answer.isBusy} onClick={() => void take()}>
          {say('answer')} <Keycap keys="Alt+P" />
        </Button>
        <Button loading={decline.isBusy} onClick={() => void decline.act({ callId: call.id, reason: say('busy') })}>
          {say('decline')}
        </Button>
      </div>
    </section>
  )
}
