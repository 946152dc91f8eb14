import { Checkbox, Popover, Segmented } from 'antd'
import type { ReactNode } from 'react'
import style from './data-list.module.css'
import type { Column } from './data-list.tsx'
import { IconButton } from './icon-button.tsx'
import { useWords } from './words.ts'

/** The line over a list: filters, or what can be done with the selection; density and columns at the right. */
export function DataListTools<Row>({
  columns,
  hidden,
  onHidden,
  density,
  onDensity,
  phone,
  selected,
  onClear,
  tools,
  bulk
}: {
  columns: readonly Column<Row>[]
  hidden: readonly string[]
  onHidden: (hidden: string[]) => void
  density: 'compact' | 'roomy'
  onDensity: (density: 'compact' | 'roomy') => void
  phone: boolean
  selected: number
  onClear: () => void
  tools?: ReactNode
  bulk?: ReactNode
}) {
  const { say } = useWords()
  const toggle = (id: string) => onHidden(hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id])
  if (phone && !tools && selected === 0) return null
  return (
    <div className={`${style.tools} ${selected > 0 ? style.bulk : ''}`}>
      {selected > 0 ? (
        <div className={style.toolsLeft} role="toolbar" aria-label={say('list.selected', { count: selected })}>
          <strong aria-live="polite">{say('list.selected', { count: selected })}</strong>
          {bulk}
          <IconButton icon="close" label={say('list.clear')} size="small" onClick={onClear} />
        </div>
      ) : (
        <div className={style.toolsLeft}>{tools}</div>
      )}
      {phone ? null : (
        <Popover
          trigger="click"
          placement="bottomRight"
          arrow={false}
          content={
            <div className={style.view}>
              <Segmented
                block
                size="small"
                value={density}
                onChange={onDensity}
                options={[
                  { value: 'compact', label: say('list.compact') },
                  { value: 'roomy', label: say('list.roomy') }
                ]}
              />
              {columns.map((column, index) => (
                // The first column names the row and always stays.
                <Checkbox
                  key={column.id}
                  disabled={index === 0}
                  checked={!hidden.includes(column.id)}
                  onChange={() => toggle(column.id)}
                >
                  {column.title}
                </Checkbox>
              ))}
            </div>
          }
        >
          <IconButton icon="columns" label={say('list.view')} size="small" />
        </Popover>
      )}
    </div>
  )
}
