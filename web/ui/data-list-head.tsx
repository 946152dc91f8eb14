import style from './data-list.module.css'
import type { Column, Sort } from './data-list.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

/** The head line of a list; it stays when the rows scroll. */
export function DataListHead<Row>({
  columns,
  tracks,
  sort,
  onSort,
  selectAll
}: {
  columns: readonly Column<Row>[]
  tracks: readonly string[]
  sort?: Sort
  onSort?: (sort: Sort) => void
  selectAll?: { all: boolean; some: boolean; onChange: (all: boolean) => void }
}) {
  const { say } = useWords()
  return (
    <div role="rowgroup" className={style.headGroup}>
      <div role="row" aria-rowindex={1} className={style.head} style={{ gridTemplateColumns: tracks.join(' ') }}>
        {selectAll ? (
          <span role="columnheader" className={style.check}>
            <input
              type="checkbox"
              aria-label={say('list.select-all')}
              checked={selectAll.all}
              ref={(box) => {
                if (box) box.indeterminate = selectAll.some && !selectAll.all
              }}
              onChange={(event) => selectAll.onChange(event.target.checked)}
            />
          </span>
        ) : null}
        {columns.map((column) => {
          const sorted = sort?.by === column.id ? sort : undefined
          const order = sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined
          return (
            <span
              key={column.id}
              role="columnheader"
              aria-sort={column.sortable ? (order ?? 'none') : undefined}
              className={column.align === 'right' ? style.right : undefined}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={style.sort}
                  onClick={() => onSort({ by: column.id, descending: sorted ? !sorted.descending : false })}
                >
                  {column.title}
                  {sorted ? (
                    <span
                      style={{ transform: sorted.descending ? undefined : 'rotate(180deg)', display: 'inline-flex' }}
                    >
                      <Icon name="down" size={12} />
                    </span>
                  ) : null}
                </button>
              ) : (
                column.title
              )}
            </span>
          )
        })}
      </div>
    </div>
  )
}
