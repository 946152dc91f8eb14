import type { PresenceView } from '@shouwen/contract/presence'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { RefusalFacts } from '#ui/refusal-notice.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './presence-control.module.css'
import { StateShape } from './state-shape.tsx'
import { usePresenceWords } from './use-presence-words.ts'

const MOST_CHATS = 50

/** The states a person may choose, with a reason in their own words where wanted, and how many chats at once; arrows and Enter do it all. */
export function PresenceMenu({
  presence,
  isBusy,
  refusal,
  onChoose
}: {
  presence: PresenceView
  isBusy: boolean
  refusal: RefusalFacts | undefined
  onChoose: (next: { state: string; reason?: string; capacity?: number }) => void
}) {
  const { say } = usePhrases('floor')
  const { states, stateWord } = usePresenceWords()
  const [reason, write] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const possible = states.filter((one) => one.by === 'person')
  useEffect(() => {
    const buttons = list.current?.querySelectorAll('button')
    const chosen = [...(buttons ?? [])].find((one) => one.getAttribute('aria-checked') === 'true') ?? buttons?.[0]
    chosen?.focus()
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    buttons[(buttons.indexOf(document.activeElement as HTMLButtonElement) + step + buttons.length) % buttons.length]?.focus()
  }
  const usual = possible.some((one) => one.code === presence.state) && presence.state !== 'signed-out' ? presence.state : 'busy'
  return (
    <div className={style.menu}>
      <div ref={list} role="radiogroup" aria-label={say('presence.label')} onKeyDown={onKeyDown}>
        {possible.map(({ code, mostMinutes }) => (
          <button
            key={code}
            type="button"
            role="radio"
            aria-checked={code === presence.state}
            disabled={isBusy}
            className={style.choice}
            onClick={() => onChoose({ state: code, ...(reason.trim() ? { reason: reason.trim() } : {}) })}
          >
            <StateShape state={code} />
            <span>{stateWord(code)}</span>
            {mostMinutes ? <small>{say('presence.at-most', { minutes: mostMinutes })}</small> : null}
          </button>
        ))}
      </div>
      <label className={style.field}>
        <span>{say('presence.reason')}</span>
        <input type="text" value={reason} maxLength={100} onChange={({ target }) => write(target.value)} />
      </label>
      <label className={style.field}>
        <span>{say('presence.capacity')}</span>
        <input
          type="number"
          min={1}
          max={MOST_CHATS}
          defaultValue={presence.capacity}
          onBlur={({ target }) => {
            const capacity = Number(target.value)
            if (Number.isInteger(capacity) && capacity >= 1 && capacity !== presence.capacity) onChoose({ state: usual, capacity })
          }}
        />
      </label>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </div>
  )
}
