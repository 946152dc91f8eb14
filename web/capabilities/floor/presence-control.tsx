import { endWrapUp, getPresence, setPresence } from '@shouwen/contract/presence'
import { Popover } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useNow } from '#ui/now.ts'
import { useShortcut } from '#ui/shortcuts.ts'
import { countdownOf } from '#ui/time.ts'
import { usePhone } from '#ui/use-phone.ts'
import style from './presence-control.module.css'
import { PresenceMenu } from './presence-menu.tsx'
import { StateShape } from './state-shape.tsx'
import { usePresenceWords } from './use-presence-words.ts'

/** In the top bar of everybody who works on the floor: what they do now and since when, and how to change it. Alt+S opens it. @norm CC-19 */
export function PresenceControl() {
  const { say, language } = usePhrases('floor')
  const presence = useRead(getPresence, {})
  const set = useAct(setPresence, { refreshes: [getPresence] })
  const end = useAct(endWrapUp, { refreshes: [getPresence] })
  const { stateWord, reasonWord } = usePresenceWords()
  const [isOpen, open] = useState(false)
  const nowMs = useNow()
  const phone = usePhone()
  useShortcut('Alt+S', say('presence.open'), () => open(!isOpen), { group: say('presence.label'), inFields: true })
  if (!presence.data) return null
  const { state, reason, nextState, since, wrapUntil } = presence.data
  const change = async (next: { state: string; reason?: string; capacity?: number }) => {
    if (await set.act(next)) open(false)
  }
  const clock = wrapUntil && state === 'wrap-up' ? Date.parse(wrapUntil) - nowMs : nowMs - Date.parse(since)
  return (
    <span className={style.control}>
      {reason === 'offer-unanswered' && state === 'away' && !phone ? <span className={style.away}>{say('presence.away-unanswered')}</span> : null}
      {state === 'wrap-up' ? (
        <button type="button" className={style.end} disabled={end.isBusy} onClick={() => void end.act({})}>
          {say('presence.end-wrap-up')}
        </button>
      ) : null}
      <Popover
        open={isOpen}
        onOpenChange={open}
        trigger="click"
        placement="bottomRight"
        arrow={false}
        destroyOnHidden
        content={<PresenceMenu presence={presence.data} isBusy={set.isBusy} refusal={set.refusal} onChoose={(next) => void change(next)} />}
      >
        <button type="button" className={style.button} aria-expanded={isOpen} title={reason ? reasonWord(reason) : undefined}>
          <span className="visually-hidden">{say('presence.label')}: </span>
          <StateShape state={state} />
          <span>{stateWord(state)}</span>
          {state === 'signed-out' ? null : <time aria-hidden>{countdownOf(clock, language)}</time>}
          {nextState ? <small>{say('seat.then', { state: stateWord(nextState) })}</small> : null}
        </button>
      </Popover>
    </span>
  )
}
