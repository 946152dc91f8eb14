import type { MouseEvent } from 'react'
import style from './data-list.module.css'
import type { Column } from './data-list.tsx'

type RowProps<Row> = {
  id: string
  index: number
  top: number
  /** Fixed on a desk; on a phone the card is measured. */
  height?: number
  measure?: (element: HTMLElement | null) => void
  columns: readonly Column<Row>[]
  tracks: readonly string[]
  row: Row
  active: boolean
  open: boolean
  /** Undefined where rows cannot be selected. */
  selected?: boolean
  onToggle: () => void
  onPress: () => void
  selectLabel: string
}

/** One row on a desk, one card on a phone. Buttons and links inside keep their own press. */
export function DataListRow<Row>(props: RowProps<Row>) {
  const { columns, row, active, open, selected } = props
  const press = (event: MouseEvent) => {
    const inner = (event.target as Element).closest('button, a, input, label')
    if (inner || String(getSelection() ?? '') !== '') return
    props.onPress()
  }
  const classes = [style.row, active && style.active, open && style.open, selected && style.selected]
  const common = {
    id: props.id,
    role: 'row',
    'aria-rowindex': props.index + 2,
    'aria-selected': selected,
    'data-index': props.index,
    onClick: press
  }
  if (props.height === undefined) {
    const at = (place: string) => columns.filter((column) => (column.phone ?? 'line') === place)
    return (
      <div
        {...common}
        ref={props.measure}
        className={[...classes, style.card].filter(Boolean).join(' ')}
        style={{ transform: `translateY(${props.top}px)` }}
      >
        <div className={style.cardTop} role="gridcell">
          <strong className={style.cardTitle}>
            {at('title').map((column) => (
              <span key={column.id}>{column.cell(row)}</span>
            ))}
          </strong>
          {at('corner').map((column) => (
            <span key={column.id}>{column.cell(row)}</span>
          ))}
        </div>
        <div className={style.cardLines} role="gridcell">
          {at('line').map((column) => (
            <span key={column.id}>{column.cell(row)}</span>
          ))}
        </div>
      </div>
    )
  }
  return (
    <div
      {...common}
      className={classes.filter(Boolean).join(' ')}
      style={{
        gridTemplateColumns: props.tracks.join(' '),
        height: props.height,
        transform: `translateY(${props.top}px)`
      }}
    >
      {selected === undefined ? null : (
        <div role="gridcell" className={style.check}>
          <label>
            <input
              type="checkbox"
              checked={selected}
              onChange={props.onToggle}
              tabIndex={-1}
              aria-label={props.selectLabel}
            />
          </label>
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={column.align === 'right' ? style.right : undefined}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}
