import { getStaff, listStaff } from '@shouwen/contract/people'
import { Select } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'

/** Finds a person by name or job number. */
export function ActorPicker({
  actorId,
  onChange
}: {
  actorId: string | undefined
  onChange: (actorId: string | undefined) => void
}) {
  const { say } = usePhrases('audit')
  const [words, setWords] = useState('')
  const found = useRead(listStaff, { limit: 20, ...(words ? { search: words } : {}) }, { keep: true }).data?.items ?? []
  const chosen = useRead(
    getStaff,
    { staffId: actorId ?? '' },
    { enabled: actorId !== undefined && !found.some((each) => each.id === actorId) }
  ).data
  const people = chosen && !found.some((each) => each.id === chosen.id) ? [chosen, ...found] : found
  return (
    <Select
      size="small"
      style={{ width: 168 }}
      allowClear
      showSearch={{ filterOption: false, onSearch: (text) => setWords(text.trim().slice(0, 80)) }}
      popupMatchSelectWidth={260}
      placeholder={say('filter.actor')}
      aria-label={say('filter.actor')}
      value={actorId ?? null}
      onChange={(id: string | null | undefined) => onChange(id ?? undefined)}
      options={people.map((person) => ({ value: person.id, label: `${person.name} ${person.jobNumber}` }))}
    />
  )
}
