import { leaveCall, listLiveCalls, listMyCalls, monitorCall } from '@shouwen/contract/calls'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { type CallView, showView } from './desk-line.ts'
import style from './softphone.module.css'

const modes = ['listen', 'whisper', 'barge'] as const

/** A supervisor in somebody's call: hears only, speaks to the agent only, or to all. */
export function SupervisorActs({ call }: { call: CallView }) {
  const { say } = usePhrases('voice')
  const monitor = useAct(monitorCall, { onDone: showView })
  const leave = useAct(leaveCall, { refreshes: [listMyCalls, listLiveCalls] })
  const mode = call.legs.find((leg) => leg.id === call.me)?.mode ?? 'listen'
  return (
    <div className={style.form}>
      <Segments
        label={say('monitor')}
        value={mode}
        options={modes.map((id) => ({ id, label: say(`mode.${id}`) }))}
        onChange={(next) => void monitor.act({ callId: call.id, mode: next as (typeof modes)[number] })}
      />
      {monitor.refusal ? <RefusalNotice refusal={monitor.refusal} inline /> : null}
      <Button loading={leave.isBusy} onClick={() => void leave.act({ callId: call.id })}>
        {say('leave')}
      </Button>
    </div>
  )
}
