import { getPresence, setPresence } from '@shouwen/contract/chat-desk'
import { InputNumber, Popover, Select } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useRemembered } from '#ui/remembered.ts'
import { Segments } from '#ui/segments.tsx'
import { usePhone } from '#ui/use-phone.ts'
import style from './presence-switch.module.css'
import { ring } from './ring.ts'

const states = ['available', 'busy', 'break', 'offline'] as const

/** Whether this person takes chats, how many at once, and whether an offer rings. */
export function PresenceSwitch() {
  const { say } = usePhrases('contacts')
  const phone = usePhone()
  const presence = useRead(getPresence, {})
  const set = useAct(setPresence, { refreshes: [getPresence] })
  const [rings, setRings] = useRemembered('chat.rings', false)
  if (!presence.data) return null
  const { state, load, capacity, reason } = presence.data
  const isAway = state === 'away'
  const change = (next: string) => void set.act({ state: next as (typeof states)[number] })
  const words = (id: (typeof states)[number]) => (
    <span className={style.state}>
      <i className={style[id]} aria-hidden />
      {say(`presence.${id}`)}
    </span>
  )
  return (
    <div className={style.presence}>
      {isAway ? (
        <span className={style.away}>
          {say(reason === 'offer-unanswered' ? 'presence.away-unanswered' : 'presence.away')}
        </span>
      ) : null}
      <span className={style.load} title={say('presence.load', { load, capacity })}>
        <span className={style.slots} aria-hidden>
          {Array.from({ length: capacity }, (_, slot) => (
            <i key={`slot-${slot + 1}`} className={slot < load ? style.taken : undefined} />
          ))}
        </span>
        <span className="visually-hidden">{say('presence.load', { load, capacity })}</span>
      </span>
      {phone ? (
        <Select
          aria-label={say('presence.label')}
          value={isAway ? undefined : state}
          placeholder={say('presence.away')}
          popupMatchSelectWidth={false}
          options={states.map((id) => ({ value: id, label: words(id) }))}
          onChange={change}
        />
      ) : (
        <Segments
          label={say('presence.label')}
          value={state}
          options={states.map((id) => ({ id, label: words(id) }))}
          onChange={change}
        />
      )}
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
                  value && void set.act({ state: isAway || state === 'offline' ? 'busy' : state, capacity: value })
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
