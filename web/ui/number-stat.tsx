import type { ReactNode } from 'react'
import style from './number-stat.module.css'
import type { Tone } from './status-tag.tsx'
import { useWords } from './words.ts'

/** One figure with its name and, because definitions differ, how it is computed (`formula`, on hover and to readers). */
export function NumberStat({
  label,
  value,
  unit,
  tone = 'neutral',
  formula,
  detail,
  onPress
}: {
  label: string
  value: number | string | undefined
  unit?: string
  tone?: Tone
  formula?: string
  detail?: ReactNode
  onPress?: () => void
}) {
  const { language } = useWords()
  const shown = typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : (value ?? '—')
  const content = (
    <>
      <span className={style.label}>{label}</span>
      <span className={style.value}>
        {shown}
        {unit ? <small>{unit}</small> : null}
      </span>
      {detail ? <span className={style.detail}>{detail}</span> : null}
    </>
  )
  const classes = `${style.stat} ${style[tone]}`
  if (!onPress)
    return (
      <div className={classes} title={formula}>
        {content}
      </div>
    )
  return (
    <button type="button" className={`${classes} ${style.pressable}`} title={formula} onClick={onPress}>
      {content}
    </button>
  )
}
