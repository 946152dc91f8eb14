import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useWords } from '#ui/words.ts'
import { momentOf } from '#ui/time.ts'
import { now } from '#ui/now.ts'
import { DetailSection } from './detail-section.tsx'
import { InlineField } from './inline-field.tsx'
import style from './ticket-details.module.css'
import { PriorityMark } from './ticket-marks.tsx'
import type { TicketPageData } from './ticket-page.tsx'
import { optionsOf, scopes, severities, urgencies, useTicketChoices } from './ticket-words.ts'

/** How the ticket is classed, and why that makes its priority. */
export function TicketClass({ page: { ticket, abilities } }: { page: TicketPageData }) {
  const { say, pick } = usePhrases('tickets')
  const words = useWords()
  const { category, categoryOptions } = useTicketChoices()
  const canEdit = abilities.includes('edit')
  const closed = { ticket, canEdit, editor: 'select' as const }
  return (
    <DetailSection title={say('class.title')}>
      <div className={style.facts}>
        <div className={style.line}>
          <span>{say('column.priority')}</span>
          <span>
            <PriorityMark priority={ticket.priority} word />
            {ticket.priorityBecause ? (
              <div className={style.because}>
                {ticket.priorityOverridden ? (
                  `${say('priority.by-hand')} · ${pick(ticket.priorityBecause)}`
                ) : (
                  <Link
                    to="/rulebook/clauses/$clauseId"
                    params={{ clauseId: 'priority' }}
                    title={say('priority.by-table')}
                  >
                    {pick(ticket.priorityBecause)}
                  </Link>
                )}
              </div>
            ) : null}
          </span>
        </div>
        <InlineField
          {...closed}
          label={say('column.category')}
          value={ticket.category ?? ''}
          shown={ticket.category ? category(ticket.category) : undefined}
          options={categoryOptions(ticket.kind)}
          patch={(code) => ({ category: code })}
        />
        <InlineField
          {...closed}
          label={say('class.severity')}
          value={ticket.severity}
          shown={say(`severity.${ticket.severity}`)}
          options={optionsOf(severities, 'severity', say)}
          patch={(severity) => ({ severity: severity as (typeof severities)[number] })}
        />
        <InlineField
          {...closed}
          label={say('class.urgency')}
          value={ticket.urgency}
          shown={say(`urgency.${ticket.urgency}`)}
          options={optionsOf(urgencies, 'urgency', say)}
          patch={(urgency) => ({ urgency: urgency as (typeof urgencies)[number] })}
        />
        <InlineField
          {...closed}
          label={say('class.scope')}
          value={ticket.scope}
          shown={say(`scope.${ticket.scope}`)}
          options={optionsOf(scopes, 'scope', say)}
          patch={(scope) => ({ scope: scope as (typeof scopes)[number] })}
        />
        <InlineField
          ticket={ticket}
          canEdit={canEdit}
          editor="instant"
          label={say('class.requested')}
          value={ticket.requestedResolutionAt ?? ''}
          shown={ticket.requestedResolutionAt ? momentOf(ticket.requestedResolutionAt, words, now()) : undefined}
          patch={(at) => ({ requestedResolutionAt: at === '' ? null : at })}
        />
        <InlineField
          ticket={ticket}
          canEdit={canEdit}
          label={say('column.tags')}
          value={ticket.tags.join(' ')}
          maxLength={400}
          patch={(text) => ({
            tags: [
              ...new Set(
                text
                  .split(/[\s,，、]+/)
                  .filter(Boolean)
                  .map((tag) => tag.slice(0, 40))
              )
            ].slice(0, 20)
          })}
        />
        <div className={style.line}>
          <span>{say('column.channel')}</span>
          <span>
            {say(`channel.${ticket.channel}`)}
            {ticket.source === 'customer' ? '' : ` · ${say(`source.${ticket.source}`)}`}
          </span>
        </div>
      </div>
    </DetailSection>
  )
}
