import { listMentions, readMentions } from '@shouwen/contract/ticket-attention'
import { useEffect } from 'react'
import { useAct } from '#lib/act.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'

/** Whoever opens a ticket has read where they were named in it. */
export function useReadMentions(ticketId: string): void {
  const may = useCan()
  const unread = useRead(listMentions, { unreadOnly: true, limit: 50 }, { enabled: may('ticket.read') })
  const { act } = useAct(readMentions, { refreshes: [listMentions] })
  const isNamed = unread.data?.items.some((each) => each.ticketId === ticketId) ?? false
  useEffect(() => {
    if (isNamed) void act({ ticketId })
    // `act` is new on every draw; once per ticket is enough.
  }, [isNamed, ticketId])
}
