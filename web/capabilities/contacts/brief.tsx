import { attachTicket } from '@shouwen/contract/chat-desk'
import { readContact } from '@shouwen/contract/contact-lists'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './brief.module.css'
import type { ContactFacts } from './conversation-head.tsx'
import { PartyName } from './party-name.tsx'

const VipGreeting = lazy(() => import('#web/vip/vip-greeting.tsx').then((part) => ({ default: part.VipGreeting })))

/** Everything needed to serve the customer, before they say it: who, what was promised, what else is open, where they came from. */
export function Brief({ facts, onClose }: { facts: ContactFacts; onClose: (() => void) | undefined }) {
  const { say } = usePhrases('contacts')
  const content = <Facts facts={facts} />
  if (onClose)
    return (
      <DetailPanel title={say('brief.title')} onClose={onClose}>
        {content}
      </DetailPanel>
    )
  return (
    <aside className={style.brief} aria-label={say('brief.title')}>
      {content}
    </aside>
  )
}

function Facts({ facts }: { facts: ContactFacts }) {
  const { say } = usePhrases('contacts')
  const { contact, possibly, claimedNumber, ticket, promises, openTickets, page } = facts
  const { party } = contact
  return (
    <div className={style.parts}>
      <Part title={say('brief.customer')}>
        <FieldList
          fields={[
            {
              label: say('brief.who'),
              value: party.customerId ? (
                <Link
                  to="/customers/$regionId/$customerId"
                  params={{ regionId: String(contact.regionId), customerId: party.customerId }}
                >
                  <PartyName party={party} />
                </Link>
              ) : (
                <PartyName party={party} />
              ),
              wide: true
            },
            ...(party.number ? [{ label: say('brief.number'), value: party.number }] : []),
            ...(party.contact ? [{ label: say('brief.contact'), value: party.contact }] : []),
            ...(claimedNumber ? [{ label: say('brief.claimed'), value: claimedNumber }] : []),
            { label: say('brief.language'), value: say(`language.${contact.language}`) },
            { label: say('brief.since'), value: <RelativeTime at={contact.openedAt} exact /> },
            ...(page.title || page.path
              ? [{ label: say('brief.page'), value: page.title ?? page.path, wide: true }]
              : [])
          ]}
        />
        {party.customerId && (party.vip || party.grade === 'AAA') ? (
          <Suspense fallback={null}>
            <VipGreeting regionId={contact.regionId} customerId={party.customerId} />
          </Suspense>
        ) : null}
        {party.customerId ? null : <p className={style.unproved}>{say('brief.unproved')}</p>}
        {possibly ? (
          <p className={style.unproved}>
            {say('brief.possibly')} <PartyName party={possibly} /> {possibly.number}
          </p>
        ) : null}
      </Part>
      {promises.length > 0 ? (
        <Part title={say('brief.promises')}>
          <ul className={style.promises}>
            {promises.map((promise) => (
              <li key={promise.id}>
                <ExplainedPromise promise={promise} named />
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {ticket ? (
        <Part title={say('brief.ticket')}>
          <p className={style.title}>
            <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
              {ticket.number}
            </Link>{' '}
            {ticket.title}
          </p>
          <FieldList
            fields={[
              { label: say('brief.first-owner'), value: ticket.firstOwner?.name },
              { label: say('brief.owner'), value: ticket.owner?.name },
              { label: say('brief.priority'), value: ticket.priority }
            ]}
          />
        </Part>
      ) : null}
      {openTickets.length > 0 ? <OpenTickets facts={facts} /> : null}
    </div>
  )
}

/** The matter may be one of those open already: one press joins it. */
function OpenTickets({ facts }: { facts: ContactFacts }) {
  const { say } = usePhrases('contacts')
  const join = useAct(attachTicket, { refreshes: [readContact] })
  return (
    <Part title={say('brief.open-tickets')}>
      <ul className={style.tickets}>
        {facts.openTickets.map((one) => (
          <li key={one.id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: one.id }}>
              {one.number}
            </Link>
            <span>{one.title}</span>
            {facts.abilities.includes('attach-ticket') ? (
              <Button
                size="small"
                loading={join.isBusy}
                onClick={() => void join.act({ conversationId: facts.contact.id, ticketId: one.id })}
              >
                {say('brief.join')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {join.refusal ? <RefusalNotice refusal={join.refusal} inline /> : null}
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={style.heading}>{title}</h3>
      {children}
    </section>
  )
}
