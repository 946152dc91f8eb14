import { type FormEvent, useState } from 'react'
import { usePhrases } from '../phrases.tsx'
import style from '../menu/menu.module.css'

/** Leave a number: the place is kept, and we call. */
export function CallbackForm({ why, isBusy, onNumber }: { why: string; isBusy: boolean; onNumber: (number: string) => void }) {
  const { say } = usePhrases('portal')
  const [number, setNumber] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (number.trim() !== '') onNumber(number.trim())
  }
  return (
    <div className={style.back}>
      <p className={style.said}>{why}</p>
      <form onSubmit={send}>
        <input
          type="tel"
          value={number}
          required
          maxLength={24}
          pattern="\+?[0-9][0-9 \-]{5,20}"
          autoComplete="tel"
          aria-label={say('call.back-number')}
          placeholder={say('call.back-number')}
          onChange={(event) => setNumber(event.target.value)}
        />
        <button type="submit" className="main-act" disabled={isBusy}>
          {say('call.back-ask')}
        </button>
      </form>
    </div>
  )
}
