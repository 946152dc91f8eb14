import { classifyComplaint, readComplaint, readComplaintChoices } from '@shouwen/contract/complaint-classes'
import type { ComplaintView } from '@shouwen/contract/complaint-schemas'
import { Select } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { InlineField } from '#web/tickets/inline-field.tsx'
import type { TicketPageData } from '#web/tickets/ticket-page.tsx'
import { optionsOf, scopes, severities, urgencies, useTicketChoices } from '#web/tickets/ticket-words.ts'
import { capital } from './capital.ts'
import style from './case-tab.module.css'

/** The axes of a complaint, each changed where it stands: content, severity, urgency and scope of the ticket, and the cause. @norm TK-07 */
export function CaseAxes({ complaint, page: { ticket, abilities } }: { complaint: ComplaintView; page: TicketPageData }) {
  const { say, pick } = usePhrases('complaints')
  const { say: sayTicket } = usePhrases('tickets')
  const { category, categoryOptions } = useTicketChoices()
  const { data: choices } = useRead(readComplaintChoices, {})
  const classify = useAct(classifyComplaint, { refreshes: [readComplaint] })
  const edit = { ticket, canEdit: abilities.includes('edit'), editor: 'select' as const }
  const { axes, leaf, can } = complaint
  return (
    <section className={style.part}>
      <h2>{say('axes.title')}</h2>
      <InlineField {...edit} label={say('axes.content')} value={ticket.category ?? ''} shown={ticket.category ? category(ticket.category) : undefined} options={categoryOptions('complaint')} isMissing={!ticket.category} patch={(code) => ({ category: code })} />
      {!leaf ? <p className={style.hint}>{say('axes.choose-leaf')}</p> : null}
      <div className={style.axis}>
        <span>{say('axes.cause')}</span>
        {can.classify ? (
          <Select
            size="small"
            aria-label={say('axes.cause')}
            allowClear
            style={{ minWidth: 180 }}
            placeholder={say('axes.not-yet')}
            loading={classify.isBusy}
            value={axes.cause?.code ?? null}
            options={(choices?.causes ?? []).map((cause) => ({ value: cause.code, label: capital(pick(cause)) }))}
            onChange={(cause: string | null | undefined) => void classify.act({ ticketId: complaint.ticketId, cause: cause ?? null })}
          />
        ) : (
          <span>{axes.cause ? capital(pick(axes.cause)) : '—'}</span>
        )}
      </div>
      <InlineField {...edit} label={sayTicket('class.severity')} value={ticket.severity} shown={sayTicket(`severity.${ticket.severity}`)} options={optionsOf(severities, 'severity', sayTicket)} patch={(severity) => ({ severity: severity as (typeof severities)[number] })} />
      <InlineField {...edit} label={sayTicket('class.urgency')} value={ticket.urgency} shown={sayTicket(`urgency.${ticket.urgency}`)} options={optionsOf(urgencies, 'urgency', sayTicket)} patch={(urgency) => ({ urgency: urgency as (typeof urgencies)[number] })} />
      <InlineField {...edit} label={sayTicket('class.scope')} value={ticket.scope} shown={sayTicket(`scope.${ticket.scope}`)} options={optionsOf(scopes, 'scope', sayTicket)} patch={(scope) => ({ scope: scope as (typeof scopes)[number] })} />
      <div className={style.axis}>
        <span>{say('axes.channel-level')}</span>
        <span>{capital(pick(axes.channelLevel))}</span>
      </div>
      <div className={style.axis}>
        <span>{say('axes.priority')}</span>
        <span>
          {ticket.priority} {ticket.priorityBecause ? <small className={style.quiet}>{pick(ticket.priorityBecause)}</small> : null}
        </span>
      </div>
      {leaf ? (
        <div className={style.axis}>
          <span>{say('axes.owner')}</span>
          <span>{capital(pick(leaf.owner))}</span>
        </div>
      ) : null}
      {classify.refusal ? <RefusalNotice refusal={classify.refusal} inline /> : null}
    </section>
  )
}
