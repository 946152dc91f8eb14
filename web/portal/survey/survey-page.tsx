import { useEffect, useState } from 'react'
import { isRefused } from '#lib/call.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import { suggestLanguage } from '../settings.ts'
import { Empty, Trouble, Waiting } from '../states.tsx'
import { SurveyCard } from './survey-card.tsx'

/** The survey that a link in a mail or message opens; the token stands behind `#`, where no server and no log sees it. */
export function SurveyPage() {
  const { say } = usePhrases('portal')
  const [token] = useState(() => location.hash.slice(1))
  const isWhole = /^[0-9]{1,4}\.[\w-]{43}$/.test(token)
  const { data, error, retry } = useRead(at.readSurvey, { token }, { enabled: isWhole })
  const spoken = data?.language
  useEffect(() => {
    if (spoken) suggestLanguage(spoken)
  }, [spoken])
  if (!isWhole || isRefused(error, 'not-found'))
    return (
      <div className="page">
        <Empty icon="survey" title={say('survey.unknown')}>
          <p>{say('survey.unknown-text')}</p>
        </Empty>
      </div>
    )
  if (error && !data)
    return (
      <div className="page">
        <Trouble refusal={error} onRetry={retry} />
      </div>
    )
  if (!data) return <Waiting />
  return (
    <div className="page" style={{ maxWidth: '34rem' }}>
      <h1>{say('title.survey')}</h1>
      <section className="card">
        <SurveyCard
          form={data.form}
          survey={data.survey}
          by={{ token }}
          title={say('survey.about', { number: data.survey.ticketNumber })}
        />
      </section>
    </div>
  )
}
