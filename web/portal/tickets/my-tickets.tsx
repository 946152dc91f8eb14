import { useEffect, useState } from 'react'
import { call, isRefused } from '#lib/call.ts'
import { Icon } from '#ui/icon.tsx'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { useRead } from '../read.ts'
import { Empty, Trouble, Waiting } from '../states.tsx'
import { useCustomer } from '../who.ts'
import style from './my-tickets.module.css'
import { TicketLine, type TicketItem } from './ticket-line.tsx'

/** Everything the customer ever asked, open matters first; each says what happens next and what we need. */
export function MyTickets() {
  const { say } = usePhrases('portal')
  const { customer, isKnown } = useCustomer()
  const open = useRead(at.listMyTickets, { openOnly: true, limit: 50 }, { enabled: customer !== undefined })
  const all = useRead(at.listMyTickets, { limit: 20 }, { enabled: customer !== undefined })
  const older = useOlder(all.data?.nextCursor)
  if (isKnown && !customer) return <SignInFirst />
  const error = open.error ?? all.error
  if (error && !all.data)
    return (
      <div className="page">
        <Trouble refusal={error} onRetry={() => (open.retry(), all.retry())} />
      </div>
    )
  if (!open.data || !all.data) return <Waiting />
  const isOpen = new Set(open.data.items.map((one) => one.id))
  const done = [...all.data.items, ...older.items].filter((one) => !isOpen.has(one.id))
  return (
    <div className="page">
      <h1>{say('title.tickets')}</h1>
      {open.data.items.length === 0 && done.length === 0 ? (
        <Empty icon="ticket" title={say('tickets.none')}>
          <Go to="/" className="main-act">
            {say('welcome.ask')}
          </Go>
        </Empty>
      ) : null}
      <List items={open.data.items} />
      {done.length > 0 ? <h2 className={style.part}>{say('tickets.done')}</h2> : null}
      <List items={done} />
      {older.cursor ? (
        <button type="button" className="quiet" disabled={older.isBusy} onClick={older.readMore}>
          {say('tickets.older')}
        </button>
      ) : null}
    </div>
  )
}

function List({ items }: { items: readonly TicketItem[] }) {
  return (
    <ul className={style.list}>
      {items.map((ticket) => (
        <TicketLine key={ticket.id} ticket={ticket} />
      ))}
    </ul>
  )
}

/** Pages behind the first; begun anew when the first page changes its end. */
function useOlder(first: string | null | undefined) {
  const [items, setItems] = useState<readonly TicketItem[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    setItems([])
    setCursor(first ?? null)
  }, [first])
  const readMore = async () => {
    if (!cursor) return
    setBusy(true)
    try {
      const page = await call(at.listMyTickets, { limit: 20, cursor })
      setItems((known) => [...known, ...page.items])
      setCursor(page.nextCursor)
    } catch (error) {
      // The button stays, and pressing it once more is the way on.
      if (!isRefused(error)) throw error
    } finally {
      setBusy(false)
    }
  }
  return { items, cursor, isBusy, readMore: () => void readMore() }
}

/** A visitor's questions are known by their chat alone; an account shows them all. */
function SignInFirst() {
  const { say } = usePhrases('portal')
  return (
    <div className="page">
      <Empty icon="lock" title={say('tickets.sign-in')}>
        <p>{say('tickets.sign-in-text')}</p>
        <Go to="/sign-in" className="main-act">
          <Icon name="person" />
          {say('nav.sign-in')}
        </Go>
      </Empty>
    </div>
  )
}
