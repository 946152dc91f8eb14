import { useNavigate } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Segments } from '#ui/segments.tsx'

const places = {
  clauses: '/rulebook',
  approvals: '/rulebook/approvals',
  calendars: '/rulebook/calendars',
  pauses: '/rulebook/pauses'
} as const

/** The parts of the rulebook side by side. */
export function RulebookTabs({ here }: { here: keyof typeof places }) {
  const { say } = usePhrases('norms')
  const navigate = useNavigate()
  const may = useCan()
  const shown = (Object.keys(places) as (keyof typeof places)[]).filter((id) => id !== 'pauses' || may('ticket.read'))
  return (
    <Segments
      label={say('title')}
      value={here}
      options={shown.map((id) => ({ id, label: say(`tabs.${id}`) }))}
      onChange={(id) => void navigate({ to: places[id as keyof typeof places] })}
    />
  )
}
