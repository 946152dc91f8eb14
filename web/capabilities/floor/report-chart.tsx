import { usePhrases } from '#lib/phrases.ts'
import style from './report-chart.module.css'
import type { ReportLine } from './report-lines.ts'
import { shown } from './shown.ts'

const WIDTH = 1000
const HEIGHT = 190
const LABELS = 12

/** Answered and abandoned as columns from zero, the service level as a line from 0 to 100 %, the target dashed. The table below has every number. */
export function ReportChart({ lines, labelOf, target, levelName }: { lines: readonly ReportLine[]; labelOf: (slot: string) => string; target: number | null; levelName: string }) {
  const { say, language } = usePhrases('floor')
  const most = Math.max(1, ...lines.map((line) => line.figures.answered + line.figures.abandoned))
  const step = WIDTH / Math.max(1, lines.length)
  const width = Math.max(1, Math.min(34, step * 0.72))
  const every = Math.ceil(lines.length / LABELS)
  const y = (share: number) => HEIGHT * (1 - share)
  const points = lines.flatMap(({ figures }, at) => (figures.serviceLevel === null ? [] : [`${(at + 0.5) * step},${y(figures.serviceLevel)}`]))
  return (
    <figure className={style.figure} aria-hidden>
      <figcaption className={style.legend}>
        <span className={style.answered}>{say('chart.answered')}</span>
        <span className={style.abandoned}>{say('chart.abandoned')}</span>
        <span className={style.level}>{levelName}</span>
        {target === null ? null : <span className={style.target}>{say('chart.target', { target: shown(target, 'share', language) })}</span>}
      </figcaption>
      <div className={style.plot}>
        <span className={style.axis}>
          <b>{most}</b>
          <b>0</b>
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          {[0, 0.5, 1].map((share) => (
            <line key={share} x1={0} x2={WIDTH} y1={y(share)} y2={y(share)} className={style.grid} />
          ))}
          {lines.map(({ slot, figures }, at) => {
            const x = (at + 0.5) * step - width / 2
            const answered = (HEIGHT * figures.answered) / most
            const abandoned = (HEIGHT * figures.abandoned) / most
            return (
              <g key={slot}>
                <title>{`${labelOf(slot)}  ${say('chart.answered')} ${figures.answered}  ${say('chart.abandoned')} ${figures.abandoned}  ${levelName} ${shown(figures.serviceLevel, 'share', language)}`}</title>
                <rect x={x} y={HEIGHT - answered} width={width} height={answered} className={style.barAnswered} />
                <rect x={x} y={HEIGHT - answered - abandoned} width={width} height={abandoned} className={style.barAbandoned} />
              </g>
            )
          })}
          {target === null ? null : <line x1={0} x2={WIDTH} y1={y(target)} y2={y(target)} className={style.targetLine} />}
          <polyline points={points.join(' ')} className={style.line} />
        </svg>
        <span className={style.axis}>
          <b>100%</b>
          <b>50%</b>
          <b>0%</b>
        </span>
      </div>
      <div className={style.labels}>
        {lines.map(({ slot }, at) => (at % every === 0 ? <span key={slot} style={{ left: `${((at + 0.5) / lines.length) * 100}%` }}>{labelOf(slot)}</span> : null))}
      </div>
    </figure>
  )
}
