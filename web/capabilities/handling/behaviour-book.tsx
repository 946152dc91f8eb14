import { usePhrases } from '#lib/phrases.ts'
import type { Behaviours } from './behaviours-part.tsx'
import style from './handling.module.css'

/** One book: how it shows, why, what helps and what does not, what to say. @norm TK-55 */
export function BehaviourBook({ book }: { book: Behaviours['books'][number] }) {
  const { say, pick, language } = usePhrases('handling')
  const lines = (one: { zh: string[]; en: string[] }) => (language === 'en' ? one.en : one.zh)
  return (
    <div className={style.body}>
      <span className={style.quiet}>{say('pair', { label: say('book.signals'), value: pick(book.signals) })}</span>
      <span className={style.quiet}>{say('pair', { label: say('book.causes'), value: pick(book.causes) })}</span>
      <div className={style.twoLists}>
        <div>
          <h3>{say('book.do')}</h3>
          <ul>
            {lines(book.do).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{say('book.dont')}</h3>
          <ul>
            {lines(book.dont).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      </div>
      {book.scripts.map((script) => (
        <p key={script.zh} className={style.script}>
          {pick(script)}
        </p>
      ))}
      <small className={style.quiet}>
        {say('pair', { label: say('book.law'), value: pick(book.law) })} {say('pair', { label: say('book.escalate'), value: pick(book.escalate) })}
      </small>
    </div>
  )
}
