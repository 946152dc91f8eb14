import { usePhrases } from '#lib/phrases.ts'
import type { Report } from './complaint-report.tsx'
import style from './report.module.css'

const WIDTH = 1000
const HEIGHT = 140
const LABELS = 8

/** Complaints day by day as columns from zero; days whose first-time resolution may still change are paler. The file has every number. */
export function ReportDays({ report }: { report: Report }) {
  const { say } = usePhrases('improvement')
  const { series, provisionalFrom } = report
  const most = Math.max(1, ...series.map(({ opened }) => opened))
  const step = WIDTH / Math.max(1, series.length)
  const width = Math.max(1, Math.min(34, step * 0.72))
  const every = Math.ceil(series.length / LABELS)
  return (
    <figure className={style.figure}>
      <figcaption>
        {say('report.daily')} · {say('report.provisional', { day: provisionalFrom })}
      </figcaption>
      <div className={style.plot} aria-hidden>
        <span className={style.axis}>
          <b>{most}</b>
          <b>0</b>
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={style.grid} />
          {series.map(({ day, opened, repeats }, at) => (
            <g key={day} className={day >= provisionalFrom ? style.paler : undefined}>
              <title>{`${day}  ${opened}`}</title>
              <rect x={(at + 0.5) * step - width / 2} y={HEIGHT * (1 - opened / most)} width={width} height={(HEIGHT * opened) / most} className={style.column} />
              <rect x={(at + 0.5) * step - width / 2} y={HEIGHT * (1 - repeats / most)} width={width} height={(HEIGHT * repeats) / most} className={style.again} />
            </g>
          ))}
        </svg>
      </div>
      <div className={style.labels} aria-hidden>
        {series.map(({ day }, at) => (at % every === 0 ? <span key={day} style={{ left: `${((at + 0.5) / series.length) * 100}%` }}>{day.slice(5)}</span> : null))}
      </div>
    </figure>
  )
}
