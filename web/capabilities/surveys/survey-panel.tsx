import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { ScoreMark } from './score-mark.tsx'
import type { Form, Survey } from './survey-list.tsx'
import style from './survey-panel.module.css'

/** One survey: what was asked and said, whose work it was, and what followed from a low score. */
export function SurveyPanel({ survey, form, onClose }: { survey: Survey; form: Form; onClose: () => void }) {
  const { say, pick } = usePhrases('surveys')
  const may = useCan()
  const { unitName } = useUnitOptions()
  const reasons = form.reasons.filter(({ code }) => survey.reasons.includes(code))
  return (
    <DetailPanel title={say('panel.title', { number: survey.ticketNumber })} onClose={onClose}>
      {survey.answeredAt ? (
        <div className={style.answer}>
          {form.questions.map((question) => (
            <div key={question.code} className={style.question}>
              <p>{pick(question)}</p>
              <ScoreMark score={survey[question.code]} form={form} word />
            </div>
          ))}
          {reasons.length > 0 ? (
            <ul className={style.reasons} aria-label={say('panel.reasons')}>
              {reasons.map((reason) => (
                <li key={reason.code} className={reason.good ? style.good : style.bad}>
                  {pick(reason)}
                </li>
              ))}
            </ul>
          ) : null}
          {survey.comment ? <blockquote className={style.comment}>{survey.comment}</blockquote> : null}
        </div>
      ) : (
        <p className={style.open}>
          <StatusTag>{say(Date.parse(survey.expiresAt) < Date.now() ? 'state.expired' : 'state.open')}</StatusTag>
        </p>
      )}
      <FieldList
        fields={[
          {
            label: say('column.ticket'),
            value: (
              <Link to="/tickets/$ticketId" params={{ ticketId: survey.ticketId }} className="number">
                {survey.ticketNumber}
              </Link>
            )
          },
          {
            label: say('column.customer'),
            value: survey.customer ? (
              may('customer.read', survey.regionId) ? (
                <Link
                  to="/customers/$regionId/$customerId"
                  params={{ regionId: String(survey.regionId), customerId: survey.customer.id }}
                >
                  {survey.customer.name}
                </Link>
              ) : (
                survey.customer.name
              )
            ) : null
          },
          { label: say('filter.kind'), value: say(`kind.${survey.ticketKind}`) },
          { label: say('filter.channel'), value: say(`channel.${survey.channel}`) },
          { label: say('column.staff'), value: survey.staff ? `${survey.staff.name} ${survey.staff.jobNumber}` : null },
          { label: say('filter.unit'), value: unitName(survey.unitId) ?? null },
          { label: say('panel.asked'), value: <RelativeTime at={survey.askedAt} exact /> },
          {
            label: say('panel.answered'),
            value: survey.answeredAt ? <RelativeTime at={survey.answeredAt} exact /> : null
          },
          ...(survey.answeredBy ? [{ label: say('panel.by'), value: say(`answered-by.${survey.answeredBy}`) }] : []),
          ...(survey.followUpTicketId
            ? [
                {
                  label: say('panel.follow-up'),
                  value: (
                    <Link to="/tickets/$ticketId" params={{ ticketId: survey.followUpTicketId }}>
                      {say('panel.open-follow-up')}
                    </Link>
                  )
                }
              ]
            : [])
        ]}
      />
    </DetailPanel>
  )
}
