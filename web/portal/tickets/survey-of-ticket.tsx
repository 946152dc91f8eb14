import { at } from '../operations.ts'
import { useRead } from '../read.ts'
import { SurveyCard } from '../survey/survey-card.tsx'

/** The survey about this ticket, when one was asked. */
export function SurveyOfTicket({ ticketId }: { ticketId: string }) {
  const { data } = useRead(at.listMySurveys, { ticketId, limit: 1 })
  const survey = data?.items[0]
  if (!data || !survey || survey.state === 'expired') return null
  return (
    <section className="card">
      <SurveyCard form={data.form} survey={survey} by={{ surveyId: survey.id }} />
    </section>
  )
}
