import { useNavigate } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Segments } from '#ui/segments.tsx'

const places = { board: '/floor', playbooks: '/floor/playbooks', reports: '/floor/reports', rules: '/floor/rules', whatIf: '/floor/what-if', dictionary: '/floor/dictionary' } as const
type Place = keyof typeof places

/** The parts of the floor side by side. */
export function FloorTabs({ here }: { here: Place }) {
  const { say } = usePhrases('floor')
  const navigate = useNavigate()
  const may = useCan()
  const shown = (Object.keys(places) as Place[]).filter((id) => (id === 'playbooks' ? may('playbook.read') : (id !== 'rules' && id !== 'whatIf') || may('floor.supervise')))
  return (
    <Segments
      label={say('title')}
      value={here}
      options={shown.map((id) => ({ id, label: say(`tabs.${id}`) }))}
      onChange={(id) => void navigate({ to: places[id as Place] })}
    />
  )
}
