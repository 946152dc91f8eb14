import { endWrapUp, getPresence, setPresence } from '@shouwen/contract/presence'
import { Button, InputNumber, Popover, Select } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useRemembered } from '#ui/remembered.ts'
import style from './presence-switch.module.css'
import { ring } from './ring.ts'
import { usePresenceWords } from './use-presence-words.ts'

/** What this person does, how many chats at once they take, and whether an offer rings. */
export function PresenceSwitch() {
  const { say } = usePhrases('contacts')
  const presence = useRead(getPresence, {})
  const set = useAct(setPresence, { refreshes: [getPresence] })
  const end = useAct(endWrapUp, { refreshes: [getPresence] })
  const [rings, setRings] = useRemembered('chat.rings', false)
  const { states, stateWord, reasonWord } = usePresenceWords()
  if (!presence.data) return null
  const { state, load, capacity, reason, nextState } = presence.data
  const chosen = states.filter((one) => one.by === 'person' || one.code === state)
  return (
    <div className={style.presence}>
      {state === 'away' ? (
        <span className={style.away}>
          {reason === 'offer-unanswered' ? say('presence.away-unanswered') : reason ? reasonWord(reason) : stateWord(state)}
        </span>
      ) : null}
      {nextState ? <span className={style.away}>{say('presence.then', { state: stateWord(nextState) })}</span> : null}
      <span className={style.load} title={say('presence.load', { load, capacity })}>
        <span className={style.slots} aria-hidden>
          {Array.from({ length: capacity }, (_, slot) => (
            <i key={`slot-${slot + 1}`} className={slot < load ? style.taken : undefined} />
          ))}
        </span>
        <span className="visually-hidden">{say('presence.load', { load, capacity })}</span>
      </span>
      {state === 'wrap-up' ? (
        <Button size="small" loading={end.isBusy} onClick={() => void end.act({})}>
          {say('presence.end-wrap-up')}
        </Button>
      ) : null}
      <Select
        aria-label={say('presence.label')}
        value={state}
        popupMatchSelectWidth={false}
        options={chosen.map(({ code, by, counts }) => ({
          value: code,
          disabled: by !== 'person',
          label: (
            <span className={style.state}>
              <i className={style[counts]} aria-hidden />
              {stateWord(code)}
            </span>
          )
        }))}
        onChange={(next: string) => void set.act({ state: next })}
      />
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className={style.more}>
            <label>
              <span>{say('presence.capacity')}</span>
              <InputNumber
                min={1}
                max={50}
                value={capacity}
                onChange={(value) =>
                  value && void set.act({ state: states.find((one) => one.code === state)?.by === 'person' && state !== 'signed-out' ? state : 'busy', capacity: value })
                }
              />
            </label>
            <label>
              <input
                type="checkbox"
                checked={rings}
                onChange={(event) => {
                  setRings(event.target.checked)
                  if (event.target.checked) ring()
                }}
              />
              <span>{say('presence.rings')}</span>
            </label>
          </div>
        }
      >
        <IconButton icon="gear" label={say('presence.more')} />
      </Popover>
      {set.refusal ? <RefusalNotice refusal={set.refusal} inline /> : null}
    </div>
  )
}
