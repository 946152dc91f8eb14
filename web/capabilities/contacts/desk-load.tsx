import { getPresence } from '@shouwen/contract/presence'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useRemembered } from '#ui/remembered.ts'
import style from './desk-load.module.css'
import { ring } from './ring.ts'

/** How many chats this person has of how many, and whether an offer rings; what they do stands in the top bar. */
export function DeskLoad() {
  const { say } = usePhrases('contacts')
  const presence = useRead(getPresence, {})
  const [rings, setRings] = useRemembered('chat.rings', false)
  if (!presence.data) return null
  const { load, capacity } = presence.data
  return (
    <div className={style.presence}>
      <span title={say('presence.load', { load, capacity })}>
        <span className={style.slots} aria-hidden>
          {Array.from({ length: capacity }, (_, slot) => (
            <i key={`slot-${slot + 1}`} className={slot < load ? style.taken : undefined} />
          ))}
        </span>
        <span className="visually-hidden">{say('presence.load', { load, capacity })}</span>
      </span>
      <label className={style.rings}>
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
  )
}
