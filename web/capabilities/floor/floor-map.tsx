import type { floorState } from '@shouwen/contract/floor-state'
import type { OutputOf } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { countdownOf } from '#ui/time.ts'
import style from './floor-map.module.css'
import { StateShape } from './state-shape.tsx'
import { usePresenceWords } from './use-presence-words.ts'

type Floor = OutputOf<typeof floorState>
type Seat = Floor['seats'][number]

/** Teams and their people as they sit: state by shape and word, since when, what they have in hand. */
export function FloorMap({ floor, nowMs, openId, onOpen }: { floor: Floor; nowMs: number; openId: string | undefined; onOpen: (staffId: string) => void }) {
  const { say, pick } = usePhrases('floor')
  const { stateWord } = usePresenceWords()
  if (floor.seats.length === 0) return <EmptyState compact title={say('seats.none')}>{say('seats.none-text')}</EmptyState>
  return (
    <section aria-label={say('seats.title')}>
      {floor.teams.map((team) => {
        const own = floor.seats.filter((seat) => seat.unitId === team.unitId)
        return (
          <div key={team.unitId} className={style.team}>
            <h2>
              {pick({ zh: team.nameZh, en: team.nameEn })}
              {[...Map.groupBy(own, (seat) => seat.state)].map(([state, seats]) => (
                <span key={state} className={style.count}>
                  <StateShape state={state} />
                  {stateWord(state)} {seats.length}
                </span>
              ))}
            </h2>
            <ul className={style.seats}>
              {own.map((seat) => (
                <li key={seat.person.id}>
                  <SeatTile seat={seat} nowMs={nowMs} isOpen={openId === seat.person.id} onOpen={() => onOpen(seat.person.id)} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function SeatTile({ seat, nowMs, isOpen, onOpen }: { seat: Seat; nowMs: number; isOpen: boolean; onOpen: () => void }) {
  const { say, language } = usePhrases('floor')
  const { stateWord, countsOf } = usePresenceWords()
  const offered = seat.contacts.filter((one) => one.state === 'offered').length
  const held = seat.contacts.length - offered
  return (
    <button type="button" className={`${style.seat} ${style[countsOf(seat.state)]} ${isOpen ? style.chosen : ''}`} aria-pressed={isOpen} onClick={onOpen}>
      <span className={style.who}>
        <b>{seat.person.jobNumber}</b> {seat.person.name}
      </span>
      <span className={style.state}>
        <StateShape state={seat.state} />
        {stateWord(seat.state)}
        <time className={style.since}>{countdownOf(nowMs - Date.parse(seat.since), language)}</time>
      </span>
      <span className={style.hand}>
        {seat.isOverdue ? <em className={style.overdue}>{say('seat.overdue')}</em> : null}
        {seat.isLent ? <em>{say('seat.lent')}</em> : null}
        {seat.nextState ? <em>{say('seat.then', { state: stateWord(seat.nextState) })}</em> : null}
        {offered > 0 ? <em className={style.ringing}>{say('seat.offered')}</em> : null}
        {held > 0 ? <em>{say('seat.holds', { n: held })}</em> : null}
      </span>
    </button>
  )
}
