import { useEffect } from 'react'
import { RelativeTime } from '#ui/relative-time.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import style from './secretary-messages.module.css'

/** What the secretary desk took down for the customer; nothing when they have no such desk. Shown is seen. @norm CC-30 */
export function SecretaryMessages() {
  const { say } = usePhrases('portal')
  const { data } = useRead(at.listMySecretaryMessages, { limit: 20 })
  const { act } = useAct(at.readMySecretaryMessages)
  const unread = data?.unread ?? 0
  useEffect(() => {
    if (unread > 0) void act({})
    // `act` is another function at each drawing; what counts is that something is unread.
  }, [unread])
  if (!data || (!data.subscribed && data.items.length === 0)) return null
  return (
    <section className={`card ${style.card}`}>
      <h2>{say('secretary.title')}</h2>
      {data.items.length === 0 ? <p>{say('secretary.none')}</p> : null}
      <ul className={style.messages}>
        {data.items.map((one) => (
          <li key={one.id}>
            <p className={style.head}>
              <strong>{one.callerName}</strong>
              {one.callerNumber ? <a href={`tel:${one.callerNumber}`}>{one.callerNumber}</a> : null}
              {one.urgent ? <b>{say('secretary.urgent')}</b> : null}
              <span>
                <RelativeTime at={one.takenAt} />
              </span>
            </p>
            <p className={style.text}>{one.content}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
