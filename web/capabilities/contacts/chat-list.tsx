import { takeContact } from '@shouwen/contract/chat-desk'
import { listContactQueue, listMyContacts } from '@shouwen/contract/contact-lists'
import { listPromises } from '@shouwen/contract/promises'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import type { ServerPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './chat-list.module.css'
import { ChatRow } from './chat-row.tsx'
import { type ContactLine, OfferCard } from './offer-card.tsx'
import { QueueRow } from './queue-row.tsx'
import { useOffer } from './use-offer.ts'

type Tab = 'mine' | 'queue' | 'closed'

/** What is offered, what I serve (who waits for my word first), who waits in the queue, what I closed. j and k move, Enter is theirs. */
export function ChatList({
  openId,
  presence,
  answers,
  onOpen
}: {
  openId: string | undefined
  presence: string
  answers: boolean
  onOpen: (id: string) => void
}) {
  const { say } = usePhrases('contacts')
  const may = useCan()
  const [tab, setTab] = useState<Tab>(answers ? 'mine' : 'queue')
  const mine = useRead(listMyContacts, { limit: 100 }, { enabled: answers })
  const closed = useRead(listMyContacts, { closed: true, limit: 50 }, { enabled: answers && tab === 'closed' })
  const queue = useRead(listContactQueue, { limit: 50 })
  const promises = useRead(
    listPromises,
    { mine: true, subjectKind: 'ticket', limit: 200 },
    { enabled: answers && may('ticket.read') }
  )
  const take = useAct(takeContact, { refreshes: [listMyContacts, listContactQueue], onDone: ({ id }) => onOpen(id) })
  const { offer, take: accept, isBusy, refusal } = useOffer(answers)
  const chats = inOrder((mine.data?.items ?? []).filter((one) => one !== offer && one.state !== 'offered'))
  const shown = tab === 'mine' ? chats : tab === 'closed' ? (closed.data?.items ?? []) : (queue.data?.items ?? [])
  const step = (by: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, shown.findIndex((one) => one.id === openId) + by))]
    if (next) onOpen(next.id)
  }
  useShortcut('j', say('list.next'), () => step(1), { group: say('title') })
  useShortcut('k', say('list.previous'), () => step(-1), { group: say('title') })
  const strictest = strictestOf(promises.data?.items ?? [])
  const read = tab === 'mine' ? mine : tab === 'closed' ? closed : queue
  return (
    <section className={style.list} aria-label={say('list.label')}>
      {offer ? (
        <OfferCard key={offer.id} offer={offer} isBusy={isBusy} refusal={refusal} onAccept={() => void accept()} />
      ) : null}
      <div className={style.tabs}>
        <Segments
          label={say('list.label')}
          value={tab}
          options={[
            ...(answers ? [{ id: 'mine', label: say('list.mine'), count: chats.length }] : []),
            { id: 'queue', label: say('list.queue'), count: queue.data?.total },
            ...(answers ? [{ id: 'closed', label: say('list.closed') }] : [])
          ]}
          onChange={(next) => setTab(next as Tab)}
        />
      </div>
      {take.refusal ? <RefusalNotice refusal={take.refusal} inline /> : null}
      {read.error && !read.data ? <RefusalNotice refusal={read.error} onRetry={() => void read.refetch()} /> : null}
      {!read.data && !read.error ? (
        <div className={style.wait}>
          <Skeleton lines={6} height={14} />
        </div>
      ) : null}
      <div className={style.rows}>
        {tab === 'queue'
          ? (queue.data?.items ?? []).map((one) => (
              <QueueRow
                key={one.id}
                line={one}
                isOpen={one.id === openId}
                isBusy={take.isBusy}
                onOpen={() => onOpen(one.id)}
                onTake={answers ? () => void take.act({ conversationId: one.id }) : undefined}
              />
            ))
          : shown.map((one) => (
              <ChatRow
                key={one.id}
                line={one}
                promise={strictest.get(one.ticketId ?? '')}
                isOpen={one.id === openId}
                onOpen={() => onOpen(one.id)}
              />
            ))}
        {read.data && shown.length === 0 ? (
          <EmptyState compact kind={tab === 'queue' ? 'done' : 'empty'} title={say(`list.none-${tab}`)}>
            {tab === 'mine' && presence !== 'available' ? say('list.go-available') : undefined}
          </EmptyState>
        ) : null}
      </div>
    </section>
  )
}

/** Who waits for our word first, the longest wait at the top; then by the last word. */
function inOrder(lines: readonly ContactLine[]): ContactLine[] {
  const waitsSince = (line: ContactLine) =>
    waits(line) ? Date.parse(line.lastCustomerAt ?? line.openedAt) : Number.POSITIVE_INFINITY
  return lines.toSorted(
    (a, b) => waitsSince(a) - waitsSince(b) || Date.parse(b.lastMessageAt) - Date.parse(a.lastMessageAt)
  )
}

/** Does the customer wait for a word of ours? */
export function waits({ lastCustomerAt, lastStaffAt, state }: ContactLine): boolean {
  return state !== 'closed' && lastCustomerAt !== null && (lastStaffAt === null || lastCustomerAt > lastStaffAt)
}

/** Of each ticket the promise that ends first. */
function strictestOf(promises: readonly (ServerPromise & { subjectId: string })[]): Map<string, ServerPromise> {
  const found = new Map<string, ServerPromise>()
  for (const promise of promises) {
    const known = found.get(promise.subjectId)
    if (!known || (promise.dueAt ?? '9') < (known.dueAt ?? '9')) found.set(promise.subjectId, promise)
  }
  return found
}
