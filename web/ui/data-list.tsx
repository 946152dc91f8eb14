import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import style from './data-list.module.css'
import { DataListEnd } from './data-list-end.tsx'
import { DataListHead } from './data-list-head.tsx'
import { DataListRow } from './data-list-row.tsx'
import { DataListTools } from './data-list-tools.tsx'
import type { RefusalFacts } from './refusal-notice.tsx'
import { useRemembered } from './remembered.ts'
import { useListKeys } from './use-list-keys.ts'
import { usePhone } from './use-phone.ts'
import { useWords } from './words.ts'

export type Column<Row> = {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** A grid track that begins with pixels: `120px`, `minmax(200px, 1fr)`. */
  width: string
  align?: 'right'
  /** Where it goes on a phone's card; `line` unless said. */
  phone?: 'title' | 'corner' | 'line' | 'hidden'
  /** Hidden until the reader chooses it. */
  optional?: boolean
  /** Pressing the head sorts by it. */
  sortable?: boolean
}

export type Sort = { by: string; descending: boolean }

export type DataListProps<Row> = {
  /** Under this name the browser remembers density and columns. */
  id: string
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Enter, double click on the row, click on a phone's card. A single click makes the row active and opens it too. */
  onOpen?: (row: Row) => void
  /** The row shown in a panel beside the list. */
  openId?: string
  selection?: ReadonlySet<string>
  onSelection?: (selection: ReadonlySet<string>) => void
  sort?: Sort
  onSort?: (sort: Sort) => void
  isLoading?: boolean
  error?: RefusalFacts | null
  onRetry?: () => void
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
  hasMore?: boolean
  isReadingMore?: boolean
  onReadMore?: () => void
  /** Left end of the tool line: filters, counts. */
  tools?: ReactNode
  /** Shown in place of `tools` while rows are selected. */
  bulk?: ReactNode
  /** j, k, Enter and x work wherever the focus is on the page; for the one main list of a screen. */
  main?: boolean
}

/** Rows of any number: drawn only as far as seen, driven by keyboard, cards on a phone. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { rows, rowId, columns, onOpen, selection, onSelection, hasMore, isReadingMore, onReadMore } = props
  const { say } = useWords()
  const phone = usePhone()
  const listId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [density, setDensity] = useRemembered<'compact' | 'roomy'>(`list.${props.id}.density`, 'compact')
  const [hidden, setHidden] = useRemembered<string[]>(
    `list.${props.id}.hidden`,
    columns.filter((column) => column.optional).map((column) => column.id)
  )
  const shown = columns.filter((column) => !hidden.includes(column.id))
  const tracks = [...(onSelection ? ['36px'] : []), ...shown.map((column) => column.width)]
  const rowHeight = phone ? 78 : density === 'compact' ? 36 : 48
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (rows[index] ? rowId(rows[index]) : index),
    overscan: 12
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])

  const toggle = (row: Row) => {
    if (!onSelection) return
    const next = new Set(selection)
    if (!next.delete(rowId(row))) next.add(rowId(row))
    onSelection(next)
  }
  const keys = useListKeys({
    rows,
    rowId,
    onOpen,
    onToggle: onSelection ? toggle : undefined,
    anywhere: props.main ?? false,
    startId: props.openId,
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    words: {
      down: say('list.down'),
      up: say('list.up'),
      open: say('list.open'),
      select: say('list.select'),
      group: say('list.keys')
    }
  })

  // Coming back to a list shows the row one came from, as soon as it is there.
  const startId = useRef(props.openId)
  useEffect(() => {
    const index = startId.current === undefined ? -1 : rows.findIndex((row) => rowId(row) === startId.current)
    if (index < 0) return
    startId.current = undefined
    virtual.scrollToIndex(index, { align: 'center' })
  }, [rows, rowId, virtual])

  const items = virtual.getVirtualItems()
  const atEnd = (items.at(-1)?.index ?? -1) >= rows.length - 8
  useEffect(() => {
    if (atEnd && hasMore && !isReadingMore && rows.length > 0) onReadMore?.()
  }, [atEnd, hasMore, isReadingMore, rows.length, onReadMore])

  const nothing = !props.isLoading && !props.error && rows.length === 0
  const activeIndex = keys.activeIndex
  return (
    <div className={style.list}>
      <DataListTools
        columns={columns}
        hidden={hidden}
        onHidden={setHidden}
        density={density}
        onDensity={setDensity}
        phone={phone}
        selected={selection?.size ?? 0}
        onClear={() => onSelection?.(new Set())}
        tools={props.tools}
        bulk={props.bulk}
      />
      <div ref={scroller} className={style.scroller}>
        <div
          className={style.grid}
          style={{ minWidth: phone ? undefined : widthOf(tracks) }}
          role="grid"
          aria-label={props.label}
          aria-rowcount={hasMore ? -1 : rows.length + 1}
          aria-multiselectable={onSelection ? true : undefined}
          aria-busy={props.isLoading}
          aria-activedescendant={activeIndex >= 0 ? `${listId}-${activeIndex}` : undefined}
          tabIndex={0}
          onKeyDown={(event: KeyboardEvent) => keys.onKeyDown(event)}
        >
          {phone ? null : (
            <DataListHead
              columns={shown}
              tracks={tracks}
              sort={props.sort}
              onSort={props.onSort}
              selectAll={
                onSelection
                  ? {
                      all: rows.length > 0 && selection?.size === rows.length,
                      some: (selection?.size ?? 0) > 0,
                      onChange: (all) => onSelection(new Set(all ? rows.map(rowId) : []))
                    }
                  : undefined
              }
            />
          )}
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {items.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              return (
                <DataListRow
                  key={item.key}
                  id={`${listId}-${item.index}`}
                  index={item.index}
                  top={item.start}
                  height={phone ? undefined : rowHeight}
                  measure={phone ? virtual.measureElement : undefined}
                  columns={shown}
                  tracks={tracks}
                  row={row}
                  active={item.index === activeIndex}
                  open={props.openId !== undefined && rowId(row) === props.openId}
                  selected={onSelection ? (selection?.has(rowId(row)) ?? false) : undefined}
                  onToggle={() => toggle(row)}
                  onPress={() => {
                    keys.setActive(rowId(row))
                    onOpen?.(row)
                  }}
                  selectLabel={say('list.select')}
                />
              )
            })}
          </div>
        </div>
        <DataListEnd {...props} isEmpty={nothing} />
      </div>
    </div>
  )
}

/** Least width at which all tracks fit, from the pixels each begins with. */
function widthOf(tracks: readonly string[]): number {
  return tracks.reduce((sum, track) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 100) + 12, 12)
}
