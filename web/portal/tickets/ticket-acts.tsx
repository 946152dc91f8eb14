import { type FormEvent, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { go } from '../place.tsx'
import { Trouble } from '../states.tsx'
import style from './my-ticket.module.css'

type Can = 'write' | 'confirm' | 'reopen' | 'withdraw'
const changed = [at.readMyTicket, at.listMyTickets]

/** What the customer can do about it: say that it is solved or not, open it again, take it back. */
export function TicketActs({ ticketId, can }: { ticketId: string; can: readonly Can[] }) {
  const { say } = usePhrases('portal')
  const confirm = useAct(at.confirmMyTicket, changed)
  const reopen = useAct(at.reopenMyTicket, changed)
  const withdraw = useAct(at.withdrawMyTicket, changed)
  const [asks, setAsks] = useState<'not-solved' | 'reopen' | 'withdraw'>()
  const [words, setWords] = useState('')
  const refusal = confirm.refusal ?? reopen.refusal ?? withdraw.refusal
  const isBusy = confirm.isBusy || reopen.isBusy || withdraw.isBusy
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const text = words.trim()
    if (asks === 'not-solved') await confirm.act({ ticketId, solved: false, ...(text ? { comment: text } : {}) })
    if (asks === 'withdraw') await withdraw.act({ ticketId, ...(text ? { reason: text } : {}) })
    if (asks === 'reopen') {
      const again = text ? await reopen.act({ ticketId, reason: text }) : undefined
      if (again?.followUp) go(`/tickets/${again.ticketId}`)
    }
    setAsks(undefined)
    setWords('')
  }
  if (asks)
    return (
      <form className={`card ${style.acts}`} onSubmit={(event) => void send(event)}>
        <label className="field">
          <span>{say(`ticket.ask.${asks}`)}</span>
          {/* biome-ignore lint/a11y/noAutofocus: the reader pressed a button to write here */}
          <textarea
            autoFocus
            rows={3}
            maxLength={asks === 'withdraw' ? 300 : 2000}
            required={asks === 'reopen'}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <div>
          <button type="submit" className="main-act" disabled={isBusy}>
            {say(`ticket.do.${asks}`)}
          </button>
          <button type="button" className="quiet" onClick={() => setAsks(undefined)}>
            {say('back')}
          </button>
        </div>
      </form>
    )
  if (!can.some((one) => one !== 'write')) return null
  return (
    <section className={`${style.acts} ${can.includes('confirm') ? 'card' : ''}`}>
      {can.includes('confirm') ? <h2>{say('solved.question')}</h2> : null}
      {refusal ? <Trouble refusal={refusal} /> : null}
      <div>
        {can.includes('confirm') ? (
          <>
            <button
              type="button"
              className="main-act"
              disabled={isBusy}
              onClick={() => void confirm.act({ ticketId, solved: true })}
            >
              <Icon name="check" />
              {say('solved.yes')}
            </button>
            <button type="button" className="quiet" disabled={isBusy} onClick={() => setAsks('not-solved')}>
              {say('solved.no')}
            </button>
          </>
        ) : null}
        {can.includes('reopen') ? (
          <button type="button" className="quiet" onClick={() => setAsks('reopen')}>
            {say('ticket.reopen')}
          </button>
        ) : null}
        {can.includes('withdraw') ? (
          <button type="button" className="quiet" onClick={() => setAsks('withdraw')}>
            {say('ticket.withdraw')}
          </button>
        ) : null}
      </div>
    </section>
  )
}
