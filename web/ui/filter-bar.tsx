import { Select } from 'antd'
import type { ReactNode } from 'react'
import style from './filter-bar.module.css'
import { useWords } from './words.ts'

export type Filter = {
  id: string
  label: string
  options: readonly { value: string; label: string }[]
  /** Chosen values; none means no restriction. */
  value: readonly string[]
  /** Several may be chosen. */
  many?: boolean
}

/** Filters of a list: search at the left, one select each, and a way to clear them all. */
export function FilterBar({
  search,
  filters,
  onChange,
  onClear,
  children
}: {
  search?: ReactNode
  filters: readonly Filter[]
  onChange: (id: string, value: string[]) => void
  /** Clears them all in one go; null where there is another way back. Else each is emptied by `onChange`. */
  onClear?: (() => void) | null
  children?: ReactNode
}) {
  const { say } = useWords()
  const used = filters.filter((filter) => filter.value.length > 0)
  return (
    <div className={style.bar}>
      {search}
      {filters.map((filter) => (
        <Select
          key={filter.id}
          size="small"
          style={{ minWidth: 104, maxWidth: 240 }}
          mode={filter.many ? 'multiple' : undefined}
          maxTagCount={0}
          maxTagPlaceholder={(chosen) =>
            chosen.length === 1 ? chosen[0]?.label : `${filter.label} · ${chosen.length}`
          }
          allowClear
          popupMatchSelectWidth={false}
          showSearch={filter.options.length > 8 ? { optionFilterProp: 'label' } : undefined}
          placeholder={filter.label}
          aria-label={filter.label}
          value={filter.many ? [...filter.value] : (filter.value[0] ?? null)}
          options={[...filter.options]}
          onChange={(value: string | string[] | null | undefined) => onChange(filter.id, value ? [value].flat() : [])}
        />
      ))}
      {children}
      {used.length > 0 && onClear !== null ? (
        <button
          type="button"
          className={style.clear}
          onClick={() => {
            if (onClear) return onClear()
            for (const filter of used) onChange(filter.id, [])
          }}
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
