import { hangUpCall, listMyCalls } from '@shouwen/contract/calls'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { type CallView, type Desk, showView } from './desk-line.ts'
import style from './softphone.module.css'

/** The customer hangs up first. Whoever must do it nevertheless says why; it is kept and counted. @norm SC-13 */
export function ReleaseForm({ call, desk }: { call: CallView; desk: Desk }) {
  const { say, pick } = usePhrases('voice')
  const release = useAct(hangUpCall, { onDone: showView, refreshes: [listMyCalls] })
  return (
    <div className={style.form}>
      <p className={style.warn}>{say('customer-first')}</p>
      {/* Who cannot be heard is let go by the guide, step by step. */}
      {desk.releases
        .filter((one) => one.code !== 'inaudible')
        .map((one) => (
          <Button key={one.code} block loading={release.isBusy} onClick={() => void release.act({ callId: call.id, reason: one.code })}>
            {pick(one)}
          </Button>
        ))}
      {release.refusal ? <RefusalNotice refusal={release.refusal} inline /> : null}
    </div>
  )
}
