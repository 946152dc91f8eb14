import { usePhrases } from '#lib/phrases.ts'
import { DetailSection } from './detail-section.tsx'
import { useOrganisationNames } from './organisation-names.ts'
import style from './ticket-details.module.css'
import { PersonName } from './ticket-marks.tsx'
import type { TicketPageData } from './ticket-page.tsx'

/** Who was asked first, who is answerable now, and who works on it, by name and job number. */
export function TicketPeople({ page: { ticket, followerCount } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  const { unit, queue } = useOrganisationNames()
  return (
    <DetailSection title={say('people.title')}>
      <div className={style.facts}>
        <div className={style.line}>
          <span>{say('people.first-owner')}</span>
          <PersonName person={ticket.firstOwner} />
        </div>
        <div className={style.line}>
          <span>{say('people.owner')}</span>
          <PersonName person={ticket.owner} />
        </div>
        <div className={style.line}>
          <span>{say('people.assignee')}</span>
          {ticket.assignee ? <PersonName person={ticket.assignee} /> : <span>{say('people.nobody')}</span>}
        </div>
        <div className={style.line}>
          <span>{say('people.place')}</span>
          <span>{[unit(ticket.unitId), queue(ticket.queueCode)].filter(Boolean).join(' · ') || '—'}</span>
        </div>
        {followerCount > 0 ? (
          <div className={style.line}>
            <span>{say('people.followers')}</span>
            <span>{say('people.follower-count', { count: followerCount })}</span>
          </div>
        ) : null}
      </div>
    </DetailSection>
  )
}
