import { Select } from 'antd'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { eventGroups } from './event-options.ts'

/** Chooses events, one by one or a whole group; none chosen means all. */
export function EventSelect({
  value,
  onChange,
  ...ids
}: {
  value: readonly string[]
  onChange: (events: string[]) => void
  id?: string
  'aria-describedby'?: string
}) {
  const { say, pick } = usePhrases('integrations')
  // One flat list: a group begins with its own name and `*`.
  const options = useMemo(
    () =>
      eventGroups().flatMap(({ group, names }) => {
        const whole = say('events.whole', { group: say(`group.${group}`) })
        return [
          { value: `${group}.*`, label: `${group}.*`, search: `${group}.* ${whole}`, words: whole, isGroup: true },
          ...names.map(({ name, words }) => ({
            value: name,
            label: name,
            search: `${name} ${words.zh} ${words.en}`,
            words: pick(words),
            isGroup: false
          }))
        ]
      }),
    [say, pick]
  )
  return (
    <Select
      {...ids}
      mode="multiple"
      style={{ width: '100%' }}
      maxCount={50}
      allowClear
      showSearch={{ optionFilterProp: 'search' }}
      placeholder={say('events.all')}
      value={[...value]}
      onChange={onChange}
      options={options}
      optionRender={(option) => (
        <span style={{ display: 'flex', gap: 12, justifyContent: 'space-between' }}>
          <span style={option.data.isGroup ? { fontWeight: 600 } : { paddingLeft: 12 }}>{option.data.words}</span>
          <code style={{ color: 'var(--text-3)', fontSize: 12 }}>{option.value}</code>
        </span>
      )}
    />
  )
}
