import { useState } from 'react'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import { daysInWords } from './days-in-words.ts'
import style from './promises-page.module.css'

/** What we promise in public and when we serve, with the text of any past date. */
export function PromisesPage() {
  const { say, pick } = usePhrases('portal')
  const [on, setOn] = useState('')
  const read = useRead(at.readPublicPromises, on ? { on } : {})
  if (read.error && !read.data)
    return (
      <div className="page">
        <Trouble refusal={read.error} onRetry={read.retry} />
      </div>
    )
  if (!read.data) return <Waiting />
  const { pledge, promises, hours } = read.data
  return (
    <div className="page">
      <h1>{say('title.promises')}</h1>
      <label className={style.on}>
        {say('promises.on')}
        <input type="date" value={on || read.data.on} onChange={(event) => setOn(event.target.value)} />
      </label>
      {pledge ? <blockquote className={style.pledge}>{pick(pledge)}</blockquote> : null}
      {promises.length === 0 ? <p>{say('promises.none')}</p> : null}
      <dl className={style.list}>
        {promises.map((each) => (
          <div key={each.clauseId}>
            <dt>{pick(each.title)}</dt>
            <dd>
              {pick(each.words)}
              <small>{say('promises.version', { document: pick(each.document), version: each.version })}</small>
            </dd>
          </div>
        ))}
      </dl>
      {hours.length > 0 ? <h2>{say('promises.hours')}</h2> : null}
      <dl className={style.list}>
        {hours.map((each) => (
          <div key={each.channel}>
            <dt>{say(`promises.channel.${each.channel}`)}</dt>
            <dd>
              {pick(each.name)}
              <small>
                {daysInWords(each.days, say)}
                {each.holidays ? ` · ${say('promises.holidays')} ${each.holidays.join(' ')}` : ''}
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
