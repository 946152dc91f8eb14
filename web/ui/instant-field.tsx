import { Input, type InputProps } from 'antd'
import dayjs from 'dayjs'

type Props = Omit<InputProps, 'value' | 'onChange' | 'min' | 'type'> & {
  /** ISO instants; undefined while nothing is chosen. */
  value: string | undefined
  onChange: (instant: string | undefined) => void
  min?: string
}

/** A day and a time of day, by the browser's own field: keys, screen readers and phones know it. Shown in the reader's time zone. */
export function InstantField({ value, onChange, min, ...more }: Props) {
  return (
    <Input
      {...more}
      type="datetime-local"
      value={value ? local(value) : ''}
      min={min ? local(min) : undefined}
      onChange={({ target }) => onChange(target.value ? dayjs(target.value).toISOString() : undefined)}
    />
  )
}

const local = (instant: string) => dayjs(instant).format('YYYY-MM-DDTHH:mm')
