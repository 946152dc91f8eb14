import { getPresence } from '@shouwen/contract/presence'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { usePhone } from '#ui/use-phone.ts'
import style from './chat-desk.module.css'
import { ChatList } from './chat-list.tsx'
import { Conversation } from './conversation.tsx'
import { DeskLoad } from './desk-load.tsx'
import type { DeskSearch } from './routes.ts'

/** The desk where chats are served: whose turn it is at the left, one conversation beside, everything known about it at the right. */
export function ChatDesk() {
  const { say } = usePhrases('contacts')
  const search: DeskSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const phone = usePhone()
  const answers = may('contact.answer')
  const presence = useRead(getPresence, {}, { enabled: answers })
  const change = (next: DeskSearch) => void navigate({ to: '/chats', search: next, replace: true })
  const { open } = search
  return (
    <Page title={say('title')} fill actions={answers ? <DeskLoad /> : undefined}>
      <div className={style.desk}>
        {phone && open ? null : (
          <ChatList
            openId={open}
            presence={presence.data?.state ?? 'signed-out'}
            answers={answers}
            onOpen={(id) => void navigate({ to: '/chats', search: { open: id }, replace: !phone })}
          />
        )}
        {open ? (
          <Conversation
            key={open}
            conversationId={open}
            panel={search.panel}
            onPanel={(panel) => change({ open, ...(panel ? { panel } : {}) })}
            onLeave={() => change({})}
          />
        ) : phone ? null : (
          <div className={style.nothing}>
            <EmptyState kind="done" title={say('nothing.title')}>
              {say(answers ? 'nothing.text' : 'nothing.reader')}
            </EmptyState>
          </div>
        )}
      </div>
    </Page>
  )
}
