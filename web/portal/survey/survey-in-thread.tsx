import type { OutputOf } from '@shouwen/contract/operation'
import { at } from '../operations.ts'
import { useRead } from '../read.ts'
import style from '../chat/messages.module.css'
import { SurveyCard } from './survey-card.tsx'

/** The survey where the customer spoke with us: by the account of who signed in, by the link of who did not. */
export function SurveyInThread({
  surveyId,
  link,
  isSignedIn
}: {
  surveyId: string | undefined
  link: string | undefined
  isSignedIn: boolean
}) {
  if (isSignedIn && surveyId) return <OwnSurvey surveyId={surveyId} />
  const token = link?.split('#')[1]
  return token ? <LinkedSurvey token={token} /> : null
}

function OwnSurvey({ surveyId }: { surveyId: string }) {
  const { data } = useRead(at.listMySurveys, { limit: 20 })
  const survey = data?.items.find((one) => one.id === surveyId)
  if (!data || !survey) return null
  return (
    <section className={style.ask}>
      <SurveyCard form={data.form} survey={survey} by={{ surveyId }} />
    </section>
  )
}

function LinkedSurvey({ token }: { token: string }) {
  const data: OutputOf<typeof at.readSurvey> | undefined = useRead(at.readSurvey, { token }).data
  if (!data) return null
  return (
    <section className={style.ask}>
      <SurveyCard form={data.form} survey={data.survey} by={{ token }} />
    </section>
  )
}
