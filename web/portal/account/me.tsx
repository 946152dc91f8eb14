import { useEffect } from 'react'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { go } from '../place.tsx'
import { forgetAll, refreshAll } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import { SecretaryMessages } from '../secretary/secretary-messages.tsx'
import { useCustomer } from '../who.ts'
import style from './account.module.css'
import { Consents } from './consents.tsx'
import { ServicePassword } from './service-password.tsx'

/** The customer's own account: what we know, what they agreed to, the password, the way out. */
export function Me() {
  const { say, pick } = usePhrases('portal')
  const { customer, isKnown, error, retry } = useCustomer()
  const signOut = useAct(at.portalSignOut)
  useEffect(() => {
    if (isKnown && !customer) go('/sign-in', { replace: true })
  }, [isKnown, customer])
  if (error) return <Trouble refusal={error} onRetry={retry} />
  if (!customer) return <Waiting />
  const leave = async () => {
    await signOut.act({})
    forgetAll()
    await refreshAll()
    go('/', { replace: true })
  }
  return (
    <div className="page">
      <h1>{say('title.me')}</h1>
      <section className={`card ${style.facts}`}>
        <h2>{customer.name}</h2>
        <dl>
          <dt>{say('me.number')}</dt>
          <dd>{customer.number}</dd>
          <dt>{say('me.region')}</dt>
          <dd>{pick(customer.regionName)}</dd>
          {customer.lines.map((line) => (
            <LineFact
              key={line.id}
              label={say(`service.${line.service}`)}
              value={`${line.serviceNumber}${line.planName ? ` · ${pick(line.planName)}` : ''}`}
            />
          ))}
        </dl>
      </section>
      <SecretaryMessages />
      <Consents consents={customer.consents} />
      <ServicePassword changedAt={customer.passwordChangedAt} />
      {signOut.refusal ? <Trouble refusal={signOut.refusal} /> : null}
      <button type="button" className="quiet" disabled={signOut.isBusy} onClick={() => void leave()}>
        {say('me.sign-out')}
      </button>
    </div>
  )
}

function LineFact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
