import { type FormEvent, useRef, useState } from 'react'
import { isRefused } from '#lib/call.ts'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { go } from '../place.tsx'
import { forgetAll, refreshAll } from '../read.ts'
import { PasswordFaults } from './password-faults.tsx'
import { SampleCustomer } from './sample-customer.tsx'
import style from './account.module.css'

/** Service number and service password; a password that works once opens nothing but the choice of another, here and now. */
export function SignIn() {
  const { say } = usePhrases('portal')
  const signIn = useAct(at.portalSignIn)
  const [number, setNumber] = useState('')
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [mustChange, setMustChange] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const enter = async (event: FormEvent) => {
    event.preventDefault()
    const done = await signIn.act({
      serviceNumber: number.trim(),
      password,
      ...(mustChange ? { nextPassword: next } : {})
    })
    if (!done) return
    forgetAll()
    await refreshAll()
    go('/', { replace: true })
  }
  const { refusal } = signIn
  const isAskedToChange = isRefused(refusal, 'service-password-must-change')
  if (isAskedToChange && !mustChange) setMustChange(true)
  return (
    <div className={`page ${style.narrow}`}>
      <h1>{say('title.sign-in')}</h1>
      <form className={`card ${style.form}`} onSubmit={(event) => void enter(event)}>
        <label className="field">
          <span>{say('sign-in.number')}</span>
          <input
            required
            minLength={3}
            maxLength={60}
            inputMode="tel"
            autoComplete="username"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
          <small>{say('sign-in.number-hint')}</small>
        </label>
        <label className="field">
          <span>{say('sign-in.password')}</span>
          <input
            required
            type="password"
            maxLength={128}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <small>{say('sign-in.password-hint')}</small>
        </label>
        {mustChange ? (
          <label className="field">
            <span>{say('sign-in.next')}</span>
            {/* biome-ignore lint/a11y/noAutofocus: the one field that is asked for now */}
            <input
              required
              autoFocus
              type="password"
              maxLength={128}
              autoComplete="new-password"
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
            <small>{say('sign-in.next-hint')}</small>
          </label>
        ) : null}
        {refusal && !isAskedToChange ? <PasswordFaults refusal={refusal} /> : null}
        <button ref={button} type="submit" className="main-act" disabled={signIn.isBusy}>
          {say(mustChange ? 'sign-in.set-and-enter' : 'nav.sign-in')}
        </button>
      </form>
      <SampleCustomer
        onChoose={(sample) => {
          setNumber(sample.login)
          setPassword(sample.password)
          button.current?.focus()
        }}
      />
    </div>
  )
}
