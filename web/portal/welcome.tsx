import { Icon } from '#ui/icon.tsx'
import { canCall } from '#lib/voice/microphone.ts'
import { AskForm } from './ask-form.tsx'
import { host } from './frame.ts'
import { usePhrases } from './phrases.tsx'
import { Go } from './place.tsx'
import { SampleCustomer } from './account/sample-customer.tsx'
import { useCustomer, useLatestConversation } from './who.ts'
import style from './welcome.module.css'

/** The door: ask at once, or see what became of what was asked. What we promise is said before anybody asks. */
export function Welcome() {
  const { say, pick } = usePhrases('portal')
  const { customer, isKnown } = useCustomer()
  const { conversation, isKnown: isChatKnown } = useLatestConversation()
  const isTalking = conversation !== undefined && conversation.state !== 'closed'
  return (
    <div className={style.welcome}>
      <section className={style.about}>
        <p className={style.greeting}>
          {customer ? say('welcome.hello', { name: customer.name }) : say('welcome.brand')}
        </p>
        <h1>
          <span>{say('welcome.title')}</span> <span>{say('welcome.title-more')}</span>
        </h1>
        {host ? null : (
          <>
            <p className={style.text}>
              {say('welcome.text')} <Go to="/promises">{say('title.promises')}</Go>
            </p>
            <ol className={style.course}>
              {(['ask', 'promise', 'kept'] as const).map((step, index) => (
                <li key={step}>
                  <span aria-hidden>{index === 2 ? <Icon name="check" size={18} /> : index + 1}</span>
                  <div>
                    <strong>{say(`welcome.${step}`)}</strong>
                    <p>{say(`welcome.${step}-text`)}</p>
                  </div>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      <div className={style.side}>
        {isTalking ? (
          <Go to="/chat" className={`${style.goOn} main-act`}>
            <Icon name="chat" />
            {say('welcome.go-on')}
          </Go>
        ) : null}
        {isChatKnown && isKnown && !isTalking ? <AskForm customer={customer} /> : null}
        {host || !canCall() ? null : (
          <Go to="/call" className={`card ${style.tickets}`}>
            <Icon name="call" size={24} />
            <span>
              <strong>{say('call.home-title')}</strong>
              <small>{say('call.home-text')}</small>
            </span>
            <Icon name="right" />
          </Go>
        )}
        {isKnown && !customer ? (
          <section className={`card ${style.signIn}`}>
            <div>
              <h2>{say('welcome.sign-in')}</h2>
              <p>{say('welcome.sign-in-text')}</p>
            </div>
            <Go to="/sign-in" className="quiet">
              {say('nav.sign-in')}
            </Go>
            <SampleCustomer />
          </section>
        ) : null}
        {customer ? (
          <Go to="/tickets" className={`card ${style.tickets}`}>
            <Icon name="ticket" size={24} />
            <span>
              <strong>{say('nav.tickets')}</strong>
              <small>
                {pick(customer.regionName)} · {customer.number}
              </small>
            </span>
            <Icon name="right" />
          </Go>
        ) : null}
      </div>
    </div>
  )
}
