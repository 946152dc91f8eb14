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
  children
}: {
  search?: ReactNode
  filters: readonly Filter[]
  onChange: (id: string, value: string[]) => void
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
          maxTagCount="responsive"
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
      {used.length > 0 ? (
        <button
          type="button"
          className={style.clear}
          onClick={() => {
            for (const filter of used) onChange(filter.id, [])
          }}
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
