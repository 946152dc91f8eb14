import { lazy, Suspense, useEffect } from 'react'
import { useMyCall } from './call/my-line.ts'
import { ChatPage } from './chat/chat-page.tsx'
import { useLine } from './line.ts'
import { usePhrases } from './phrases.tsx'
import { go, usePlace } from './place.tsx'
import { suggestLanguage } from './settings.ts'
import { Shell } from './shell.tsx'
import { useCustomer, useLatestConversation } from './who.ts'
import { Waiting } from './states.tsx'
import { Welcome } from './welcome.tsx'

// A phone on a poor line loads what it shows first; the rest when it is asked for.
const CallPage = lazy(() => import('./call/call-page.tsx').then((page) => ({ default: page.CallPage })))
const MyTickets = lazy(() => import('./tickets/my-tickets.tsx').then((page) => ({ default: page.MyTickets })))
const MyTicket = lazy(() => import('./tickets/my-ticket.tsx').then((page) => ({ default: page.MyTicket })))
const MyProof = lazy(() => import('./tickets/my-proof.tsx').then((page) => ({ default: page.MyProof })))
const PromisesPage = lazy(() => import('./promises/promises-page.tsx').then((page) => ({ default: page.PromisesPage })))
const SignIn = lazy(() => import('./account/sign-in.tsx').then((page) => ({ default: page.SignIn })))
const Me = lazy(() => import('./account/me.tsx').then((page) => ({ default: page.Me })))
const SurveyPage = lazy(() => import('./survey/survey-page.tsx').then((page) => ({ default: page.SurveyPage })))

/** The portal: one page per address, the line to the server underneath. */
export function App() {
  const { say } = usePhrases('portal')
  const place = usePlace()
  const isSurvey = location.pathname.startsWith('/survey')
  const { customer } = useCustomer()
  const { conversation } = useLatestConversation()
  const { call } = useMyCall()
  const isLost = useLine(customer?.customerId ?? call?.conversationId ?? conversation?.id)
  const [, ticketId, part] = /^\/tickets\/([\w-]+)(\/chat|\/proof)?$/.exec(place) ?? []
  const page = isSurvey ? 'survey' : part ? part.slice(1) : ticketId ? 'ticket' : place.slice(1) || 'welcome'
  const spoken = customer?.language
  useEffect(() => {
    if (spoken) suggestLanguage(spoken)
  }, [spoken])
  useEffect(() => {
    document.title = `${say(`title.${page}`)} · 首问 Shouwen`
  }, [say, page])
  return (
    <Shell page={page} isLost={isLost}>
      <Suspense fallback={<Waiting />}>{pageOf(page, ticketId)}</Suspense>
    </Shell>
  )
}

function pageOf(page: string, ticketId: string | undefined) {
  if (page === 'chat') return <ChatPage ticketId={ticketId} />
  if (page === 'proof' && ticketId) return <MyProof ticketId={ticketId} />
  if (ticketId) return <MyTicket key={ticketId} ticketId={ticketId} />
  switch (page) {
    case 'call':
      return <CallPage />
    case 'survey':
      return <SurveyPage />
    case 'tickets':
      return <MyTickets />
    case 'promises':
      return <PromisesPage />
    case 'sign-in':
      return <SignIn />
    case 'me':
      return <Me />
    case 'welcome':
      return <Welcome />
    default:
      return <Elsewhere />
  }
}

/** No page has this address: back to the door. */
function Elsewhere() {
  useEffect(() => go('/', { replace: true }), [])
  return <Waiting />
}
