import { readContact } from '@shouwen/contract/contact-lists'
import { lazy, Suspense } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Loading, NotFound } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { usePhone } from '#ui/use-phone.ts'
import { Brief } from './brief.tsx'
import { ClosePanel } from './close-panel.tsx'
import { ConversationHead } from './conversation-head.tsx'
import style from './conversation.module.css'
import { DeskComposer } from './desk-composer.tsx'
import type { DeskSearch } from './routes.ts'
import { DeskThread } from './desk-thread.tsx'
import { TakeBar } from './take-bar.tsx'
import { TransferBar } from './transfer-bar.tsx'
import { TransferPanel } from './transfer-panel.tsx'

const ReportWrongAnswer = lazy(() => import('#web/corrections/report-form.tsx').then((part) => ({ default: part.ReportWrongAnswer })))

type Panel = DeskSearch['panel']

/** One conversation at the desk: head, words, where to write, and beside it what is known or the act at hand. */
export function Conversation({
  conversationId,
  panel,
  onPanel,
  onLeave
}: {
  conversationId: string
  panel: Panel
  onPanel: (panel: Panel) => void
  onLeave: () => void
}) {
  const { say } = usePhrases('contacts')
  const phone = usePhone()
  const read = useRead(readContact, { conversationId })
  if (read.error && !read.data)
    return (
      <div className={style.pane}>
        {read.error.code === 'not-found' ? (
          <NotFound />
        ) : (
          <RefusalNotice refusal={read.error} onRetry={() => void read.refetch()} />
        )}
      </div>
    )
  if (!read.data)
    return (
      <div className={style.pane}>
        <Loading />
      </div>
    )
  const facts = read.data
  const can = new Set(facts.abilities)
  const close = () => onPanel(undefined)
  return (
    <>
      <section className={style.pane} aria-label={say('conversation')}>
        <ConversationHead facts={facts} panel={panel} onPanel={onPanel} onBack={phone ? onLeave : undefined} />
        {facts.transfer ? <TransferBar conversationId={conversationId} transfer={facts.transfer} /> : null}
        <DeskThread conversationId={conversationId} facts={facts} />
        {can.has('reply') || (can.has('note') && !can.has('take') && !can.has('accept')) ? (
          <DeskComposer conversationId={conversationId} canReply={can.has('reply')} state={facts.contact.state} />
        ) : null}
        {can.has('take') || can.has('accept') ? (
          <TakeBar conversationId={conversationId} isOffered={can.has('accept')} />
        ) : null}
      </section>
      {panel === 'transfer' && can.has('transfer') ? (
        <TransferPanel contact={facts.contact} onDone={close} onClose={close} />
      ) : panel === 'close' && can.has('close') ? (
        <ClosePanel
          contact={facts.contact}
          ticket={facts.ticket}
          onDone={() => (phone ? onLeave() : close())}
          onClose={close}
        />
      ) : panel === 'wrong-answer' ? (
        <Suspense fallback={null}>
          <ReportWrongAnswer about={{ conversationId }} onClose={close} />
        </Suspense>
      ) : !phone || panel === 'brief' ? (
        <Brief facts={facts} onClose={phone ? close : undefined} />
      ) : null}
    </>
  )
}
