import { Select } from 'antd'
import type { Unit } from './unit-rows.ts'
import { useUnits } from './use-units.ts'

/** Chooses a unit in use; typing searches names, codes and the units above. */
export function UnitPicker({
  value,
  onChange,
  allowed,
  id,
  label,
  ...described
}: {
  value: string | undefined
  onChange: (unitId: string) => void
  /** Leaves out what cannot be chosen here. */
  allowed?: (unit: Unit) => boolean
  id?: string
  label?: string
  'aria-describedby'?: string
}) {
  const { options, byId, pathOf } = useUnits()
  const usable = allowed ? options.filter((option) => allowed(byId.get(option.value) as Unit)) : options
  return (
    <Select
      {...described}
      id={id}
      aria-label={label}
      style={{ width: '100%', minWidth: 0 }}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={320}
      value={value ?? null}
      onChange={onChange}
      options={usable}
      optionRender={(option) => <span style={{ paddingLeft: option.data.depth * 14 }}>{option.data.label}</span>}
      labelRender={(chosen) => (
        <span title={pathOf(String(chosen.value))}>{chosen.label ?? pathOf(String(chosen.value))}</span>
      )}
    />
  )
}
