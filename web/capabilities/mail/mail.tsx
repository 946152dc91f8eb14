import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { Segments } from '#ui/segments.tsx'
import type { MailSearch } from './mail-search.ts'
import { Outbox } from './outbox.tsx'
import { Quarantine } from './quarantine.tsx'

/** What a list of mails needs from the page: the address, and the switch between the two lists. */
export type MailPart = { search: MailSearch; change: (next: MailSearch) => void; bar: React.ReactNode }

/** Mail that was set aside, and mail that goes out. */
export function Mail() {
  const { say } = usePhrases('mail')
  const search: MailSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: MailSearch) => void navigate({ to: '/mail', search: next, replace: true })
  const bar = (
    <Segments
      label={say('title')}
      value={search.part ?? 'quarantine'}
      options={(['quarantine', 'outbox'] as const).map((id) => ({ id, label: say(`part.${id}`) }))}
      onChange={(id) => change(id === 'outbox' ? { part: 'outbox' } : {})}
    />
  )
  const Part = search.part === 'outbox' ? Outbox : Quarantine
  return <Part search={search} change={change} bar={bar} />
}
