import { ImportField, type ImportMapping } from '@shouwen/contract/import-words'
import type { ImportPreview } from '@shouwen/contract/imports'
import { Input, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { hasField, meanings, withConstant, withField } from './mapping-draft.ts'
import style from './new-import.module.css'
import { useMeaningWords } from './use-meaning-words.ts'

const fields = ImportField.enum as readonly ImportField[]
/** Fields often the same for a whole file. */
const constant = ['kind', 'channel', 'source'] as const

/** Which column is what, with samples of each; what no column says may be said for the whole file. */
export function MappingTable({
  columns,
  mapping,
  onChange
}: {
  columns: ImportPreview['columns']
  mapping: ImportMapping
  onChange: (mapping: ImportMapping) => void
}) {
  const { say } = usePhrases('imports')
  const word = useMeaningWords()
  return (
    <section aria-labelledby="import-columns">
      <h2 id="import-columns" className={style.heading}>
        {say('map.title')}
      </h2>
      <div className={style.scroll}>
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{say('map.column')}</th>
              <th scope="col">{say('map.field')}</th>
              <th scope="col">{say('map.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, samples }) => (
              <tr key={heading}>
                <th scope="row">{heading}</th>
                <td>
                  <Select
                    size="small"
                    aria-label={say('map.field-of', { heading })}
                    style={{ width: 150 }}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={say('map.left-out')}
                    value={mapping.columns[heading]?.field ?? null}
                    onChange={(field: ImportField | null | undefined) =>
                      onChange(withField(mapping, heading, field ?? undefined))
                    }
                    options={fields.map((field) => ({ value: field, label: say(`field.${field}`) }))}
                  />
                </td>
                <td className={style.samples}>
                  {samples.map((sample, at) => (
                    // Samples of a column may be alike.
                    // oxlint-disable-next-line react/no-array-index-key
                    <span key={at} title={sample}>
                      {sample}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={style.constants}>
        <Labelled label={say('source')} hint={say('map.source-hint')}>
          {(ids) => (
            <Input
              {...ids}
              maxLength={64}
              placeholder="file"
              value={mapping.source ?? ''}
              onChange={({ target }) => {
                const { source: _, ...rest } = mapping
                const source = target.value.toLowerCase().replace(/[^a-z0-9._-]/g, '')
                onChange(source ? { ...rest, source } : rest)
              }}
            />
          )}
        </Labelled>
        {constant
          .filter((field) => !hasField(mapping, field))
          .map((field) => (
            <Labelled key={field} label={say('map.constant', { field: say(`field.${field}`) })}>
              {(ids) => (
                <Select
                  {...ids}
                  allowClear
                  style={{ width: '100%' }}
                  placeholder={say(`map.else-${field}`)}
                  value={mapping.constants?.[field] ?? null}
                  onChange={(value: string | null | undefined) => onChange(withConstant(mapping, field, value ?? undefined))}
                  options={(meanings[field] ?? []).map((value) => ({ value, label: word(field, value) }))}
                />
              )}
            </Labelled>
          ))}
      </div>
    </section>
  )
}
