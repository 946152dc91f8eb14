import type { ImportMapping } from '@shouwen/contract/import-words'
import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import { Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { meanings, withWord } from './mapping-draft.ts'
import style from './new-import.module.css'
import { useMeaningWords } from './use-meaning-words.ts'

const LEAVE_OUT = ''

/** Words of the file nobody knows: what each means with us, or that it means nothing. */
export function UnknownWords({
  field,
  words,
  mapping,
  onChange
}: {
  field: string
  words: readonly string[]
  mapping: ImportMapping
  onChange: (mapping: ImportMapping) => void
}) {
  const { say, pick } = usePhrases('imports')
  const word = useMeaningWords()
  const categories = useRead(readTicketChoices, {}, { enabled: field === 'category' }).data?.categories ?? []
  const ours =
    field === 'category'
      ? categories.map((one) => ({ value: one.code, label: pick(one) }))
      : (meanings[field as keyof typeof meanings] ?? []).map((value) => ({ value, label: word(field, value) }))
  const said = Object.values(mapping.columns).find((column) => column.field === field)?.values ?? {}
  return (
    <ul className={style.words}>
      {words.map((one) => (
        <li key={one}>
          <span title={one}>{one}</span>
          <Select
            size="small"
            style={{ width: 170 }}
            aria-label={say('try.means', { word: one })}
            placeholder={say('try.means-what')}
            showSearch={{ optionFilterProp: 'label' }}
            value={said[one] ?? null}
            onChange={(value: string) => onChange(withWord(mapping, field, one, value))}
            options={[...ours, { value: LEAVE_OUT, label: say('try.means-nothing') }]}
          />
        </li>
      ))}
    </ul>
  )
}
