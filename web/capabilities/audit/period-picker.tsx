import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { now } from '#ui/now.ts'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import style from './audit.module.css'

const DAY_MS = 86_400_000
const periods = [1, 7, 30] as const

/** A span of local days, either end left open at will. */
export function PeriodPicker({
  from,
  to,
  onChange
}: {
  from: string | undefined
  to: string | undefined
  onChange: (period: { from: string | undefined; to: string | undefined }) => void
}) {
  const { say } = usePhrases('audit')
  const reader = useWords()
  const dayBack = (days: number) => dayjs(dayKey(now() - days * DAY_MS, reader))
  return (
    <DatePicker.RangePicker
      size="small"
      className={style.period}
      allowEmpty={[true, true]}
      aria-label={say('filter.period')}
      placeholder={[say('filter.from'), say('filter.to')]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      presets={periods.map((days) => ({ label: say(`filter.days-${days}`), value: [dayBack(days - 1), dayBack(0)] }))}
      onChange={(range) => onChange({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
    />
  )
}
