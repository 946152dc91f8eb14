import type { TrialSide } from '@shouwen/contract/floor-what-if'
import { usePhrases } from '#lib/phrases.ts'
import style from './what-if.module.css'

const WIDTH = 600
const HEIGHT = 130

/** Minutes since the start as h:mm. */
export const clockOf = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

/** The longest queue and those who gave up as columns from zero, the share in time as a line from 0 to 100 %; one scale for all sides. The table has the numbers. */
export function WhatIfChart({ title, side, most }: { title: string; side: TrialSide; most: number }) {
  const { say } = usePhrases('what-if')
  const step = WIDTH / Math.max(1, side.intervals.length)
  const height = (value: number) => (HEIGHT * value) / most
  const points = side.intervals.flatMap(({ inTime, came }, at) => (came > 0 ? [`${(at + 0.5) * step},${HEIGHT * (1 - inTime / came)}`] : []))
  return (
    <figure className={style.figure} aria-hidden>
      <figcaption>
        <b>{title}</b>
        <span className={style.queue}>{say('result.longestQueue')}</span>
        <span className={style.gone}>{say('result.gaveUp')}</span>
        <span className={style.level}>{say('chart.level')}</span>
      </figcaption>
      <div className={style.plot}>
        <span className={style.axis}>
          <i>{most}</i>
          <i>0</i>
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          {[0, 0.5, 1].map((part) => (
            <line key={part} x1={0} x2={WIDTH} y1={HEIGHT * part} y2={HEIGHT * part} className={style.grid} />
          ))}
          {side.intervals.map((one, at) => (
            <g key={one.fromMinute}>
              <rect x={(at + 0.12) * step} width={step * 0.36} y={HEIGHT - height(one.longestQueue)} height={height(one.longestQueue)} className={style.barQueue} />
              <rect x={(at + 0.52) * step} width={step * 0.36} y={HEIGHT - height(one.gaveUp)} height={height(one.gaveUp)} className={style.barGone} />
            </g>
          ))}
          <polyline points={points.join(' ')} className={style.line} />
        </svg>
        <span className={style.axis}>
          <i>100%</i>
          <i>0%</i>
        </span>
      </div>
      <div className={style.hours}>
        <span>0:00</span>
        <span>{clockOf(((side.intervals.at(-1)?.fromMinute ?? 0) + (side.intervals[1]?.fromMinute ?? 0)) as number)}</span>
      </div>
    </figure>
  )
}
