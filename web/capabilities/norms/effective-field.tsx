import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { now } from '#ui/now.ts'

/** From when a change shall hold: at once on approval, or at a later instant. */
export function EffectiveField({
  value,
  onChange
}: {
  value: string | undefined
  onChange: (instant: string | undefined) => void
}) {
  const { say } = usePhrases('norms')
  return (
    <Labelled label={say('submit.effective')} hint={say('submit.effective-hint')}>
      {(ids) => (
        <DatePicker
          {...ids}
          style={{ width: '100%' }}
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          placeholder={say('submit.at-once')}
          disabledDate={(day) => day.isBefore(dayjs(now()), 'day')}
          value={value ? dayjs(value) : null}
          onChange={(day) => onChange(day ? day.toISOString() : undefined)}
        />
      )}
    </Labelled>
  )
}
