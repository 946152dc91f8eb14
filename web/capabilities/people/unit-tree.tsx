import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { useRemembered } from '#ui/remembered.ts'
import { SearchBox } from '#ui/search-box.tsx'
import { childrenOf, type Unit, unitRows, type UnitRow, wayTo } from './unit-rows.ts'
import style from './unit-tree.module.css'

/** The tree of units: arrows move, open and close, Enter chooses, typing above it searches. */
export function UnitTree({
  units,
  nameOf,
  chosenId,
  onChoose
}: {
  units: readonly Unit[]
  nameOf: (unit: Unit) => string
  chosenId: string | undefined
  onChoose: (unitId: string) => void
}) {
  const { say } = usePhrases('people')
  const [search, setSearch] = useState('')
  const [opened, setOpened] = useRemembered<string[] | undefined>('people.units-open', undefined)
  const open = new Set(opened ?? firstOpen(units))
  const rows = unitRows(units, open, search)
  const [focusedId, setFocused] = useState<string>()
  const focused = rows.find((row) => row.unit.id === (focusedId ?? chosenId)) ?? rows[0]
  const list = useRef<HTMLUListElement>(null)
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const toggle = (unitId: string, isOpen = !open.has(unitId)) => {
    if (isOpen) open.add(unitId)
    else open.delete(unitId)
    setOpened([...open])
  }
  const focus = (row: UnitRow | undefined) => {
    if (!row) return
    setFocused(row.unit.id)
    ;(list.current?.querySelector(`[data-unit="${row.unit.id}"]`) as HTMLElement | null)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!focused || event.ctrlKey || event.metaKey || event.altKey) return
    const at = rows.indexOf(focused)
    const { unit, isOpen, hasBelow } = focused
    if (event.key === 'ArrowDown') focus(rows[at + 1])
    else if (event.key === 'ArrowUp') focus(rows[at - 1])
    else if (event.key === 'Home') focus(rows[0])
    else if (event.key === 'End') focus(rows.at(-1))
    else if (event.key === 'ArrowRight') {
      if (isOpen) focus(rows[at + 1])
      else if (hasBelow) toggle(unit.id, true)
    } else if (event.key === 'ArrowLeft') {
      if (isOpen) toggle(unit.id, false)
      else focus(rows.find((row) => row.unit.id === wayTo(byId, unit.id).at(-2)?.id))
    } else if (event.key === 'Enter' || event.key === ' ') onChoose(unit.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={style.side}>
      <div className={style.search}>
        <SearchBox value={search} onChange={setSearch} waitMs={80} label={say('units.search')} />
      </div>
      {rows.length === 0 ? <EmptyState compact kind="nothing" title={say('units.none')} /> : null}
      <ul ref={list} className={style.tree} role="tree" aria-label={say('units.title')} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <li
            key={row.unit.id}
            role="treeitem"
            data-unit={row.unit.id}
            aria-level={row.depth + 1}
            aria-expanded={row.hasBelow ? row.isOpen : undefined}
            aria-selected={row.unit.id === chosenId}
            aria-label={row.unit.active ? nameOf(row.unit) : `${nameOf(row.unit)} (${say('units.inactive')})`}
            tabIndex={row === focused ? 0 : -1}
            className={`${style.unit} ${row.unit.id === chosenId ? style.chosen : ''} ${row.unit.active ? '' : style.inactive}`}
            style={{ paddingLeft: 6 + row.depth * 16 }}
            onFocus={() => setFocused(row.unit.id)}
            onClick={() => onChoose(row.unit.id)}
          >
            <span
              className={`${style.twist} ${row.isOpen ? style.open : ''}`}
              onClick={(event) => {
                if (!row.hasBelow) return
                event.stopPropagation()
                toggle(row.unit.id)
              }}
            >
              {row.hasBelow ? <Icon name="right" size={14} /> : null}
            </span>
            <span className={style.name}>{nameOf(row.unit)}</span>
            {row.unit.active ? null : <small>{say('units.inactive')}</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The first time the two upper storeys are open. */
function firstOpen(units: readonly Unit[]): string[] {
  const children = childrenOf(units)
  const top = children.get(null) ?? []
  return [...top, ...top.flatMap((unit) => children.get(unit.id) ?? [])].map((unit) => unit.id)
}
