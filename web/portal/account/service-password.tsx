import { type FormEvent, useState } from 'react'
import { useNow } from '#ui/now.ts'
import { momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import style from './account.module.css'
import { PasswordFaults } from './password-faults.tsx'

/** Changing the service password; every other device is signed out. */
export function ServicePassword({ changedAt }: { changedAt: string }) {
  const { say } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  const change = useAct(at.changeServicePassword, [at.getPortalSession])
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isDone, setDone] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setDone(false)
    if (!(await change.act({ current, next }))) return
    setCurrent('')
    setNext('')
    setDone(true)
  }
  return (
    <form className={`card ${style.form}`} onSubmit={(event) => void save(event)}>
      <h2>{say('me.password')}</h2>
      <p>{say('me.password-changed', { at: momentOf(changedAt, words, nowMs) })}</p>
      <label className="field">
        <span>{say('me.password-now')}</span>
        <input
          required
          type="password"
          maxLength={128}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{say('sign-in.next')}</span>
        <input
          required
          type="password"
          maxLength={128}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <small>{say('sign-in.next-hint')}</small>
      </label>
      {change.refusal ? <PasswordFaults refusal={change.refusal} /> : null}
      <p role="status" className={style.done}>
        {isDone ? say('me.password-done') : ''}
      </p>
      <button type="submit" className="quiet" disabled={change.isBusy}>
        {say('me.password-save')}
      </button>
    </form>
  )
}
