import { attachFiles } from '@shouwen/contract/ticket-attention'
import { answerTicket, noteTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Button } from 'antd'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Composer, type ComposerHandle, type ComposerMode, type Draft } from '#ui/composer.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { ScrollToEnd } from '#ui/scroll-to-end.tsx'
import { Timeline, type TimelineItem } from '#ui/timeline.tsx'
import { MacroMenu } from './macro-menu.tsx'
import { NameList, useMentions } from './mentions.tsx'
import type { TicketPageData } from './ticket-page.tsx'
import style from './ticket-talk.module.css'
import { useTicketChoices } from './ticket-words.ts'
import { timelineItem } from './timeline-items.tsx'
import { useTimeline } from './use-timeline.ts'

type TalkProps = { page: TicketPageData; composer: Ref<ComposerHandle>; onMacro: (macroId: string) => void }

/** What was said and what happened, and the field to answer the customer or leave a note in. */
export function TicketTalk({ page, composer, onMacro }: TalkProps) {
  const { say } = usePhrases('tickets')
  const { ticket } = page
  const { reason } = useTicketChoices()
  const history = useTimeline(ticket.id, page.timeline)
  const customer = page.customer?.name ?? ticket.contact.name ?? say('ticket.customer')
  const items: TimelineItem[] = history.items.map((item) =>
    timelineItem(item, { say, reason, ticketId: ticket.id, customer, files: page.files })
  )
  if (!history.hasEarlier) items.unshift(beginning(page, customer, say))
  return (
    <div className={style.talk}>
      <h2 className="visually-hidden">{say('ticket.talk')}</h2>
      <ScrollToEnd count={items.length}>
        {history.hasEarlier ? (
          <div className={style.earlier}>
            <Button size="small" loading={history.isReading} onClick={() => void history.readEarlier()}>
              {say('ticket.earlier')}
            </Button>
          </div>
        ) : null}
        {history.refusal ? <RefusalNotice refusal={history.refusal} inline /> : null}
        <Timeline items={items} label={say('ticket.talk')} />
      </ScrollToEnd>
      <Answer page={page} composer={composer} onMacro={onMacro} />
    </div>
  )
}

/** How it began: what the customer wanted, in the words it was taken down. */
function beginning({ ticket }: TicketPageData, customer: string, say: (key: string) => string): TimelineItem {
  return {
    kind: 'message',
    id: ticket.id,
    at: ticket.openedAt,
    side: 'in',
    author: customer,
    channel: say(`channel.${ticket.channel}`),
    body: <span style={{ whiteSpace: 'pre-wrap' }}>{ticket.description}</span>
  }
}

function Answer({ page, composer, onMacro }: TalkProps) {
  const { say } = usePhrases('tickets')
  const { ticket, abilities } = page
  const field = useRef<ComposerHandle>(null)
  useImperativeHandle(composer, () => ({
    focus: (mode) => field.current?.focus(mode),
    insert: (text) => field.current?.insert(text),
    complete: (length, text) => field.current?.complete(length, text)
  }))
  const answer = useAct(answerTicket, { refreshes: [readTicket] })
  const note = useAct(noteTicket, { refreshes: [readTicket] })
  const attach = useAct(attachFiles)
  // Files that arrived with words that did not: they are not sent twice.
  const kept = useRef(new WeakMap<File, string>())
  const mentions = useMentions(field)
  const [written, setWritten] = useState('')
  const modes: ComposerMode[] = [
    ...(abilities.includes('answer')
      ? [{ id: 'reply', label: say('talk.reply'), send: say('talk.send'), placeholder: say('talk.reply-hint') }]
      : []),
    ...(abilities.includes('note')
      ? [
          {
            id: 'note',
            label: say('talk.note'),
            send: say('talk.save'),
            placeholder: say('talk.note-hint'),
            internal: true
          }
        ]
      : [])
  ]
  const [first, ...rest] = modes
  if (!first) return null
  const send = async ({ text, files, mode }: Draft): Promise<boolean> => {
    const waiting = files.filter((file) => !kept.current.has(file))
    const uploaded = waiting.length > 0 ? await attach.act({ ticketId: ticket.id }, { files: waiting }) : { files: [] }
    if (!uploaded) return false
    waiting.forEach((file, index) => {
      const id = uploaded.files[index]?.id
      if (id) kept.current.set(file, id)
    })
    const fileIds = files.flatMap((file) => kept.current.get(file) ?? [])
    // The contract wants words with every message; for files alone they are their names, which the timeline does not repeat.
    const body = text === '' ? files.map((file) => file.name).join('\n') : text
    const given = { ticketId: ticket.id, body, ...(fileIds.length > 0 ? { fileIds } : {}) }
    const sent =
      mode === 'note' ? await note.act({ ...given, mentions: mentions.named(body) }) : await answer.act(given)
    return sent !== undefined
  }
  return (
    <Composer
      ref={field}
      label={say('talk.label')}
      modes={[first, ...rest]}
      draftKey={`ticket.${ticket.id}`}
      allowFiles={abilities.includes('note')}
      refusal={attach.refusal ?? answer.refusal ?? note.refusal}
      onSend={send}
      onTyping={(typed) => {
        setWritten(typed.text)
        mentions.onTyping(typed)
      }}
      tools={<MacroMenu text={written} onChoose={(macro) => onMacro(macro.id)} />}
      onKey={mentions.onKey}
      notice={mentions.people.length > 0 ? <NameList {...mentions} /> : undefined}
    />
  )
}
