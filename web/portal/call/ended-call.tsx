import { Icon } from '#ui/icon.tsx'
import { countdownOf } from '#ui/time.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { useCustomer } from '../who.ts'
import style from './call.module.css'
import type { MyCall } from './my-line.ts'

/** What became of the call: how it ended, how long it was, and where its matter goes on. */
export function EndedCall({ call, onAgain }: { call: MyCall; onAgain: () => void }) {
  const { say, language } = usePhrases('portal')
  const { customer } = useCustomer()
  const how = call.endReason === 'line-lost' ? 'call.ended-line' : call.answeredAt === null ? 'call.ended-given-up' : 'call.ended'
  return (
    <section className={`card ${style.open}`}>
      <span className={`${style.round} ${style.over}`} aria-hidden>
        <Icon name="hang-up" size={40} />
      </span>
      <div className={style.state} role="status">
        <h2>{say(how)}</h2>
        {call.answeredAt && call.endedAt ? (
          <p className={style.text}>{say('call.lasted', { time: countdownOf(Date.parse(call.endedAt) - Date.parse(call.answeredAt), language) })}</p>
        ) : null}
        {call.ticketNumber && (customer || call.answeredAt) ? <p className={style.text}>{say('call.ticket', { number: call.ticketNumber })}</p> : null}
      </div>
      <div className={style.after}>
        {customer ? (
          <Go to="/tickets" className="quiet">
            {say('nav.tickets')}
          </Go>
        ) : null}
        <button type="button" className="main-act" onClick={onAgain}>
          {say('call.again')}
        </button>
      </div>
    </section>
  )
}
