import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import style from './calming-step.module.css'
import type { TicketPageData } from './ticket-page.tsx'

type Ticket = Pick<TicketPageData['ticket'], 'kind' | 'status' | 'firstAnsweredAt'>

/** Feelings come before solutions: on a complaint nobody has answered yet. */
export function needsCalming({ kind, status, firstAnsweredAt }: Ticket): boolean {
  return kind === 'complaint' && firstAnsweredAt === null && (status === 'acknowledged' || status === 'inProgress')
}

/** The steps that calm, before the form and everything that solves; gone with the first answer. @norm SP-15 */
export function CalmingStep({ ticket }: { ticket: Ticket }) {
  const { say, pick } = usePhrases('tickets')
  const steps = useRead(readTicketChoices, {}).data?.calming ?? []
  if (!needsCalming(ticket) || steps.length === 0) return null
  return (
    <section className={style.step} aria-label={say('calming')}>
      <strong>{say('calming')}</strong>
      <ol>
        {steps.map((each) => (
          <li key={each.en}>{pick(each)}</li>
        ))}
      </ol>
    </section>
  )
}
