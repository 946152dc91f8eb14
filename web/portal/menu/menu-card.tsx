import { useState } from 'react'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import { type AnswerCode, MenuAnswer } from './menu-answer.tsx'
import style from './menu.module.css'
import { type MenuRead, useWalk } from './use-walk.ts'

/** The choice that leads to a person, as the customer made it. */
export type Chosen = { path: string; about: string }

/** The menu of the chat: quick replies above the question, never in its way. What holds now stands first. */
export function MenuCard({ regionId, onPerson }: { regionId: number | undefined; onPerson: (chosen: Chosen) => void }) {
  const { language } = usePhrases('portal')
  const { data } = useRead(at.readMenu, { channel: 'chat', language, ...(regionId === undefined ? {} : { regionId }) })
  // The question can be asked without a menu; a menu that cannot be read keeps nobody.
  if (!data) return null
  return <Card key={`${data.menu.id} ${data.facts.language} ${data.facts.elderly}`} read={data} regionId={regionId} onPerson={onPerson} />
}

function Card({ read, regionId, onPerson }: { read: MenuRead; regionId: number | undefined; onPerson: (chosen: Chosen) => void }) {
  const { say, pick } = usePhrases('portal')
  const { walked, path, press, personKey } = useWalk(read)
  const [trail, setTrail] = useState<string[]>([])
  const [answer, setAnswer] = useState<AnswerCode>()
  const { state, options } = walked
  const choose = (key: string, words: string) => {
    const next = press({ key })
    setAnswer((next.answer as AnswerCode | null) ?? undefined)
    const gone = next.state.person ? [...trail, words] : next.state.trail.length > state.trail.length ? [...trail, words] : trail.slice(0, next.state.trail.length)
    setTrail(gone)
    if (next.state.person) onPerson({ path: path + key, about: gone.join(' › ') })
  }
  return (
    <section className={`card ${style.card}`} aria-label={say('menu.title')}>
      {read.notices.map((notice) => (
        <p key={notice.id} className={style.notice} role="status">
          {pick(notice)}
        </p>
      ))}
      {state.person ? (
        <p className={style.said}>
          {state.person.because === 'elderly' ? say('menu.straight') : say('menu.chosen', { about: trail.join(' › ') })}
        </p>
      ) : (
        <>
          <p className={style.said}>{pick(read.menu.nodes[state.node]?.says ?? read.menu.greeting)}</p>
          <div className={style.replies}>
            {options
              .filter((option) => option.language === undefined)
              .map((option) => (
                <button key={option.key} type="button" className="quiet" onClick={() => choose(option.key, pick(option))}>
                  {pick(option)}
                </button>
              ))}
            <button type="button" className={`quiet ${style.person}`} onClick={() => choose(personKey, say('menu.person'))}>
              {say('menu.person')}
            </button>
          </div>
          {answer ? <MenuAnswer code={answer} regionId={regionId} /> : null}
        </>
      )}
    </section>
  )
}

/** While somebody waits: what can be told meanwhile. */
export function MeanwhileAnswers() {
  const { say, pick, language } = usePhrases('portal')
  const { data } = useRead(at.readMenu, { channel: 'chat', language })
  const [answer, setAnswer] = useState<AnswerCode>()
  if (!data) return null
  return (
    <div className={style.meanwhile}>
      <p className={style.said}>{say('menu.meanwhile')}</p>
      <div className={style.replies}>
        {data.answers.map((one) => (
          <button key={one.code} type="button" className="quiet" aria-pressed={answer === one.code} onClick={() => setAnswer(one.code as AnswerCode)}>
            {pick(one)}
          </button>
        ))}
      </div>
      {answer ? <MenuAnswer code={answer} regionId={undefined} /> : null}
    </div>
  )
}

