import { askInaudible, hangUpCall, listMyCalls } from '@shouwen/contract/calls'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { type CallView, type Desk, showView } from './desk-line.ts'
import style from './softphone.module.css'

/** The caller cannot be heard: script, second script, the wait of the norm, and only then the call may be let go. @norm CC-25 CC-26 */
export function InaudibleGuide({ call, desk }: { call: CallView; desk: Desk }) {
  const { say, pick } = usePhrases('voice')
  const ask = useAct(askInaudible, { onDone: showView })
  const release = useAct(hangUpCall, { onDone: showView, refreshes: [listMyCalls] })
  const nowMs = useNow()
  const [first, second] = call.inaudibleAt
  const left = second ? Math.ceil((Date.parse(second) + desk.inaudible.waitSeconds * 1000 - nowMs) / 1000) : undefined
  const refusal = ask.refusal ?? release.refusal
  return (
    <ol className={style.guide}>
      <li>
        <blockquote>{pick(desk.inaudible.first)}</blockquote>
        <span className={style.row}>
          <Button size="small" disabled={first !== undefined} loading={ask.isBusy} onClick={() => void ask.act({ callId: call.id, script: 'first' })}>
            {say(first ? 'said-done' : 'said')}
          </Button>
          <Button size="small" type="text" disabled={first !== undefined} onClick={() => void ask.act({ callId: call.id, script: 'hands-free' })}>
            {say('said-hands-free')}
          </Button>
        </span>
        <p className={style.small}>{pick(desk.inaudible.handsFree)}</p>
      </li>
      <li aria-disabled={first === undefined}>
        <blockquote>{pick(desk.inaudible.second)}</blockquote>
        <Button size="small" disabled={first === undefined || second !== undefined} loading={ask.isBusy} onClick={() => void ask.act({ callId: call.id, script: 'second' })}>
          {say(second ? 'said-done' : 'said')}
        </Button>
      </li>
      <li>
        <Button
          size="small"
          danger
          disabled={left === undefined || left > 0}
          loading={release.isBusy}
          onClick={() => void release.act({ callId: call.id, reason: 'inaudible' })}
        >
          {left !== undefined && left > 0 ? say('release-in', { seconds: left }) : say('release-now')}
        </Button>
      </li>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </ol>
  )
}
