import type { OutputOf } from '@shouwen/contract/operation'
import { readTicket } from '@shouwen/contract/tickets'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import type { ComposerHandle } from '#ui/composer.tsx'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { preloadInlineEditor } from './inline-field.tsx'
import { rememberedList, rememberList, useNeighbours } from './list-memory.ts'
import { PauseAsks } from './pause-asks.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { TicketDetails } from './ticket-details.tsx'
import { KindMark, PriorityMark, StatusMark } from './ticket-marks.tsx'
import style from './ticket-page.module.css'
import { TicketPromises } from './ticket-promises.tsx'
import { TicketTalk } from './ticket-talk.tsx'
import { useReadMentions } from './use-read-mentions.ts'
import type { MacroPanel, PanelName } from './verb-panel.tsx'
import { useTicketChoices } from './ticket-words.ts'

// The forms of the acts weigh more than the ticket: they come while it is read, before a key asks for one.
const loadPanels = () => import('./verb-panel.tsx')
const VerbPanel = lazy(() => loadPanels().then((part) => ({ default: part.VerbPanel })))

export type TicketPageData = OutputOf<typeof readTicket>

/** One ticket: its promises over what was said, everything known of it at the right, and what can be done with it now. */
export function TicketPage() {
  const { ticketId = '' } = useParams({ strict: false })
  // Another ticket is another page: drafts, open panels and conflicts never cross over.
  return <OneTicket key={ticketId} ticketId={ticketId} />
}

function OneTicket({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('tickets')
  const read = useRead(readTicket, { ticketId })
  const [panel, setPanel] = useState<PanelName | MacroPanel>()
  const [tab, setTab] = useState('talk')
  const composer = useRef<ComposerHandle>(null)
  const phone = usePhone()
  useReadMentions(ticketId)
  useEffect(() => {
    void loadPanels()
    preloadInlineEditor()
  }, [])
  const data = read.data
  const talk = (mode: string) => {
    // On a phone the talk is drawn first; at once, so that the next key already belongs to the field.
    flushSync(() => setTab('talk'))
    composer.current?.focus(mode)
  }
  if (!data)
    return (
      <Page
        title={say('ticket.title')}
        trail={<Trail ticketId={ticketId} />}
        isLoading
        error={read.error}
        onRetry={() => void read.refetch()}
      >
        {null}
      </Page>
    )
  const details = <TicketDetails page={data} onPanel={setPanel} />
  return (
    <Page
      title={data.ticket.title}
      fill
      trail={<Trail ticketId={ticketId} number={data.ticket.number} />}
      meta={<Marks page={data} />}
      actions={<TicketActions page={data} onPanel={setPanel} onTalk={talk} />}
      bar={
        <div className={style.bar}>
          <TicketPromises promises={data.promises} />
          <PauseAsks
            ticketId={ticketId}
            number={data.ticket.number}
            stands={data.ticket.status === 'pending' || data.ticket.status === 'held'}
          />
          {phone ? (
            <Segments
              label={say('ticket.parts')}
              value={tab}
              onChange={setTab}
              options={[
                { id: 'talk', label: say('ticket.talk') },
                { id: 'details', label: say('ticket.details') }
              ]}
            />
          ) : null}
        </div>
      }
      panel={
        panel ? (
          <Suspense fallback={<aside className={style.aside} aria-busy="true" />}>
            <VerbPanel key={panel} name={panel} page={data} onClose={() => setPanel(undefined)} />
          </Suspense>
        ) : phone ? undefined : (
          <aside className={style.aside} aria-label={say('ticket.details')}>
            {details}
          </aside>
        )
      }
    >
      {phone && tab === 'details' ? (
        <div className={style.phoneDetails}>{details}</div>
      ) : (
        <TicketTalk page={data} composer={composer} onMacro={(id) => setPanel(`macro ${id}`)} />
      )}
    </Page>
  )
}

function Marks({ page: { ticket } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  const { reason } = useTicketChoices()
  return (
    <>
      <StatusMark status={ticket.status} reason={ticket.statusReason && reason(ticket.statusReason)} />
      {ticket.statusReason ? <span className={style.reason}>{reason(ticket.statusReason)}</span> : null}
      <PriorityMark priority={ticket.priority} word />
      <KindMark kind={ticket.kind} word />
      {ticket.major ? <strong className={style.major}>{say('ticket.major')}</strong> : null}
    </>
  )
}

/** The way back to the list one came from, the number, and on to its neighbours. */
function Trail({ ticketId, number }: { ticketId: string; number?: string }) {
  const { say } = usePhrases('tickets')
  const navigate = useNavigate()
  const { before, after, place, of } = useNeighbours(ticketId)
  const { back } = rememberedList()
  const go = (id: string | undefined) => {
    if (!id) return
    rememberList({ lastId: id })
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: id }, replace: true })
  }
  const group = say('keys.ticket')
  useShortcut('j', say('ticket.next'), () => go(after), { group, enabled: after !== undefined })
  useShortcut('k', say('ticket.former'), () => go(before), { group, enabled: before !== undefined })
  useShortcut('u', say('ticket.back'), () => void navigate({ to: back }), { group })
  return (
    <div className={style.trail}>
      <Link to={back} className={style.back}>
        <Icon name="left" size={13} />
        {say('ticket.back')}
      </Link>
      {number ? <span className={style.number}>{number}</span> : null}
      {place > 0 && of > 1 ? (
        <span className={style.neighbours}>
          <span>{say('ticket.place', { place, of })}</span>
          <IconButton
            icon="left"
            size="small"
            label={say('ticket.former')}
            keys="k"
            disabled={!before}
            onClick={() => go(before)}
          />
          <IconButton
            icon="right"
            size="small"
            label={say('ticket.next')}
            keys="j"
            disabled={!after}
            onClick={() => go(after)}
          />
        </span>
      ) : null}
    </div>
  )
}
