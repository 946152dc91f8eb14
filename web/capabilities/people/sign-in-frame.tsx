import type { ReactNode } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Brand } from '#ui/brand.tsx'
import { Icon } from '#ui/icon.tsx'
import { LanguageChoice, ThemeChoices } from './appearance-choice.tsx'
import style from './sign-in-frame.module.css'

/** Around every step of signing in: what this is at the left, the step at the right, language and theme in the corner. */
export function SignInFrame({
  title,
  text,
  back,
  onChoose,
  children
}: {
  title: string
  text: string
  /** Leaves the step for the first one. */
  back?: () => void
  onChoose: () => void
  children: ReactNode
}) {
  const { say } = usePhrases('sign-in')
  const app = usePhrases('app')
  return (
    <div className={style.frame}>
      <header className={style.about}>
        <div className={style.brand}>
          <Brand size={36} />
          <span>
            首问 <small>Shouwen</small>
          </span>
        </div>
        <div className={style.pitch}>
          <p className={style.claim}>{say('about.claim')}</p>
          <p>{say('about.text')}</p>
          <ol className={style.course} aria-label={say('about.course')}>
            {(['contact', 'ticket', 'promise', 'kept'] as const).map((step) => (
              <li key={step} className={step === 'kept' ? style.kept : undefined}>
                {step === 'kept' ? <Icon name="check" size={14} /> : null}
                {say(`about.${step}`)}
              </li>
            ))}
          </ol>
        </div>
      </header>
      <div className={style.side}>
        <section className={style.corner} aria-label={app.say('appearance')}>
          <LanguageChoice onChoose={onChoose} />
          <ThemeChoices onChoose={onChoose} iconsOnly />
        </section>
        <main className={style.step}>
          {back ? (
            <button type="button" className={style.back} onClick={back}>
              <Icon name="back" size={15} />
              {say('back')}
            </button>
          ) : null}
          <h1>{title}</h1>
          <p className={style.text}>{text}</p>
          {children}
        </main>
      </div>
    </div>
  )
}
