import { listStaffIntervals } from '@shouwen/contract/presence'
import type { FloorSeat } from '@shouwen/contract/floor-state'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { now, useNow } from '#ui/now.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { lengthOf } from '#ui/time.ts'
import { ForceState } from './force-state.tsx'
import { MessageForm } from './message-form.tsx'
import style from './panel.module.css'
import { StateShape } from './state-shape.tsx'
import { usePresenceWords } from './use-presence-words.ts'

const HISTORY_MS = 12 * 3_600_000

/** One person at the seat: what they do and have in hand, what they did today, and what a supervisor can do about it. @norm WF-24 */
export function SeatPanel({ regionId, seat, onClose }: { regionId: number; seat: FloorSeat; onClose: () => void }) {
  const { say, language } = usePhrases('floor')
  const { stateWord, reasonWord } = usePresenceWords()
  const may = useCan()
  const nowMs = useNow()
  const { person } = seat
  return (
    <DetailPanel title={`${person.jobNumber} ${person.name}`} width={380} onClose={onClose}>
      <div className={style.panel}>
        <p className={style.state}>
          <StateShape state={seat.state} />
          <b>{stateWord(seat.state)}</b>
          {seat.reason ? <span>{reasonWord(seat.reason)}</span> : null}
          <span className="number">{lengthOf(nowMs - Date.parse(seat.since), language)}</span>
        </p>
        <p className={style.quiet}>
          {seat.nextState ? `${say('seat.then', { state: stateWord(seat.nextState) })} · ` : ''}
          {say('seat.last-seen')} <RelativeTime at={seat.lastSeenAt} />
        </p>
        {seat.contacts.length > 0 ? (
          <section>
            <h3>{say('seat.in-hand')}</h3>
            <ul className={style.rows}>
              {seat.contacts.map((contact) => (
                <li key={contact.id}>
                  <span>
                    {say(`channel.${contact.channel}`)} · {say(`contact.${contact.state}`)} · {lengthOf(nowMs - Date.parse(contact.since), language)}
                  </span>
                  <span className={style.links}>
                    <Link to="/floor/contacts/$contactId" params={{ contactId: contact.id }}>
                      {say('why.link')}
                    </Link>
                    {contact.kind === 'call' && contact.state === 'held' && may('call.monitor', regionId) ? <Link to="/calls">{say('seat.listen')}</Link> : null}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {may('floor.supervise', regionId) ? (
          <>
            <ForceState regionId={regionId} seat={seat} />
            <MessageForm regionId={regionId} staffId={person.id} />
          </>
        ) : null}
        <Intervals regionId={regionId} staffId={person.id} />
      </div>
    </DetailPanel>
  )
}

/** What the person did in the last hours, the latest first. */
function Intervals({ regionId, staffId }: { regionId: number; staffId: string }) {
  const { say, language } = usePhrases('floor')
  const { stateWord, reasonWord } = usePresenceWords()
  const [period] = useState(() => ({ from: new Date(now() - HISTORY_MS).toISOString(), until: new Date(now() + HISTORY_MS).toISOString() }))
  const history = useRead(listStaffIntervals, { regionId, staffId, ...period })
  const items = (history.data?.items ?? []).toReversed().slice(0, 40)
  if (items.length === 0) return null
  return (
    <section>
      <h3>{say('seat.history')}</h3>
      <ul className={style.rows}>
        {items.map((one) => (
          <li key={one.startedAt}>
            <span>
              <StateShape state={one.state} /> {stateWord(one.state)}
              {one.reason ? ` · ${reasonWord(one.reason)}` : ''}
              {one.setBy ? <small> {say('seat.set-by', { name: one.setBy.name, note: one.note ?? '' })}</small> : null}
            </span>
            <span className={style.when}>
              <RelativeTime at={one.startedAt} exact />
              {one.endedAt ? ` ${lengthOf(Date.parse(one.endedAt) - Date.parse(one.startedAt), language)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
