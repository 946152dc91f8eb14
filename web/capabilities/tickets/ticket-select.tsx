import type { OutputOf } from '@shouwen/contract/operation'
import { searchTickets } from '@shouwen/contract/ticket-lists'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RemoteSelect } from './remote-select.tsx'
import style from './verb-form.module.css'

export type FoundTicket = OutputOf<typeof searchTickets>['items'][number]

/** Another ticket, found by its number or by words in it. */
export function TicketSelect({
  id,
  value,
  onChange,
  notId,
  autoFocus
}: {
  id: string
  value: string | undefined
  onChange: (ticketId: string | undefined, row: FoundTicket | undefined) => void
  notId?: string
  autoFocus?: boolean
}) {
  const { say } = usePhrases('tickets')
  const [text, setText] = useState('')
  const found = useRead(searchTickets, { q: text, limit: 10 }, { enabled: [...text].length >= 2, keep: true })
  return (
    <RemoteSelect
      id={id}
      value={value}
      onChange={(next) =>
        onChange(
          next,
          found.data?.items.find((each) => each.id === next)
        )
      }
      autoFocus={autoFocus}
      isLoading={found.isFetching}
      onLook={setText}
      placeholder={say('choose.ticket-hint')}
      options={(found.data?.items ?? [])
        .filter((each) => each.id !== notId)
        .map((each) => ({
          value: each.id,
          chosen: `${each.number} ${each.title}`,
          label: (
            <span className={style.ticket}>
              <small>{each.number}</small> {each.title}{' '}
              <small>{[each.customer?.name, say(`status.${each.status}`)].filter(Boolean).join(' · ')}</small>
            </span>
          )
        }))}
    />
  )
}
