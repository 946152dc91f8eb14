import { Select } from 'antd'
import { useUnitOptions } from './unit-options.ts'

/** Chooses a unit in use; typing searches its name and the names above it. `regionId` leaves out those of other regions. */
export function UnitSelect({
  value,
  onChange,
  regionId,
  label,
  placeholder,
  small,
  disabled,
  ...ids
}: {
  value: string | undefined
  onChange: (unitId: string | undefined) => void
  regionId?: number
  label?: string
  placeholder?: string
  small?: boolean
  disabled?: boolean | undefined
  id?: string
  'aria-describedby'?: string
}) {
  const { options } = useUnitOptions()
  return (
    <Select
      {...ids}
      aria-label={label}
      size={small ? 'small' : 'middle'}
      style={{ width: small ? 150 : '100%' }}
      allowClear
      disabled={disabled}
      showSearch={{ optionFilterProp: 'path' }}
      popupMatchSelectWidth={320}
      placeholder={placeholder}
      value={value ?? null}
      onChange={(unitId: string | null | undefined) => onChange(unitId ?? undefined)}
      options={options.filter((option) => regionId === undefined || option.regionId === regionId)}
      optionRender={(option) => option.data.path}
    />
  )
}
