import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble } from '../states.tsx'
import type { Customer } from '../who.ts'
import style from './account.module.css'

const purposes = ['service-notices', 'surveys', 'marketing', 'recording', 'third-party'] as const
/** Of the words under `consent.*` in the phrases; raise it when they change. */
const TEXT_VERSION = '2026-1'

/** What the customer agrees to, each a switch; taking it back is as easy as giving it. */
export function Consents({ consents }: { consents: Customer['consents'] }) {
  const { say } = usePhrases('portal')
  const set = useAct(at.setMyConsent, [at.getPortalSession])
  const granted = new Map(consents.map((one) => [one.purpose, one.granted]))
  return (
    <section className={`card ${style.facts}`}>
      <h2>{say('me.consents')}</h2>
      {purposes.map((purpose) => {
        const isOn = granted.get(purpose) ?? false
        return (
          <div key={purpose} className={style.consent}>
            <div>
              <span id={`consent-${purpose}`}>{say(`consent.${purpose}`)}</span>
              <p>{say(`consent.${purpose}-text`)}</p>
            </div>
            <button
              type="button"
              role="switch"
              className={style.switch}
              aria-checked={isOn}
              aria-labelledby={`consent-${purpose}`}
              disabled={set.isBusy}
              onClick={() => void set.act({ purpose, granted: !isOn, textVersion: TEXT_VERSION })}
            />
          </div>
        )
      })}
      {set.refusal ? <Trouble refusal={set.refusal} /> : null}
    </section>
  )
}
