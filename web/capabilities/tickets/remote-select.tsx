import { Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'

export type RemoteOption = {
  value: string
  label: ReactNode /** What stands in the field once it is chosen. */
  chosen?: string
}

const waitMs = 250

/** A select whose options the server finds for what is typed. Input methods compose in peace: only finished text is looked for. */
export function RemoteSelect({
  id,
  value,
  onChange,
  options,
  isLoading,
  onLook,
  placeholder,
  autoFocus,
  label,
  clearable,
  disabled
}: {
  id?: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  options: readonly RemoteOption[]
  isLoading: boolean
  onLook: (text: string) => void
  placeholder?: string
  autoFocus?: boolean
  label?: string
  clearable?: boolean
  disabled?: boolean | undefined
}) {
  const { say } = usePhrases('tickets')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // The chosen one stays readable when the options change under it.
  const [known, setKnown] = useState<RemoteOption>()
  const current = options.find((each) => each.value === value) ?? (known?.value === value ? known : undefined)
  const shown = current && !options.includes(current) ? [current, ...options] : [...options]
  return (
    <Select
      id={id}
      aria-label={label}
      style={{ width: '100%' }}
      showSearch={{
        filterOption: false,
        onSearch: (text) => {
          clearTimeout(timer.current)
          timer.current = setTimeout(() => onLook(text.trim()), waitMs)
        }
      }}
      autoFocus={autoFocus}
      allowClear={clearable}
      disabled={disabled}
      placeholder={placeholder}
      value={value ?? null}
      loading={isLoading}
      notFoundContent={say(isLoading ? 'choose.reading' : 'choose.none')}
      optionLabelProp="chosen"
      options={shown.map((each) => ({ ...each, chosen: each.chosen ?? each.label }))}
      onChange={(next: string | null | undefined) => {
        setKnown(options.find((each) => each.value === next))
        onChange(next ?? undefined)
      }}
    />
  )
}
