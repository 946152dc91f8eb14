import type { QueueForecast } from '@shouwen/contract/playbook-schemas'
import style from './forecast-chart.module.css'
import { preciseLength, usePlaybookWords } from './playbook-words.ts'

const WIDTH = 320
const HEIGHT = 96

type Point = QueueForecast['with'][number]

/** How many would wait in the next minutes with and without the people, with the band in which it lies four times of five, from zero. */
export function ForecastChart({ forecast }: { forecast: QueueForecast }) {
  const { say, language } = usePlaybookWords()
  const { basis, without, with: helped, watch } = forecast
  const [last, best] = [without.at(-1), helped.at(-1)]
  if (!last || !best) return null
  const until = last.afterSeconds
  const most = Math.max(5, ...[...without, ...helped].map((point) => point.waitingHigh), basis.waiting)
  const x = (point: Point | null) => (WIDTH * (point?.afterSeconds ?? 0)) / until
  const y = (waiting: number) => HEIGHT - (HEIGHT * waiting) / most
  const line = (points: readonly Point[]) => [`0,${y(basis.waiting)}`, ...points.map((point) => `${x(point)},${y(point.waiting)}`)].join(' ')
  const bandOf = (points: readonly Point[]) =>
    [`0,${y(basis.waiting)}`, ...points.map((point) => `${x(point)},${y(point.waitingHigh)}`), ...points.toReversed().map((point) => `${x(point)},${y(point.waitingLow)}`)].join(' ')
  const minutes = Math.round(until / 60)
  const round = (n: number) => Math.round(n * 10) / 10
  const people = Math.abs(forecast.people)
  const patience = basis.patienceSeconds === null ? say('forecast.patient') : say('forecast.patience', { time: preciseLength(basis.patienceSeconds * 1000, language) })
  return (
    <figure className={style.figure}>
      <figcaption>
        {say('forecast.in', { n: minutes })}
        <span className={style.without}>
          {say('forecast.without')} <b>{round(last.waiting)}</b>
        </span>
        <span className={style.with}>
          {forecast.people < 0 ? say('forecast.fewer', { n: people }) : say('forecast.with', { n: people })} <b>{round(best.waiting)}</b>
        </span>
      </figcaption>
      <div className={style.plot} aria-hidden>
        <span className={style.axis}>
          <i>{most}</i>
          <i>0</i>
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          <polygon points={bandOf(without)} className={style.bandWithout} />
          <polygon points={bandOf(helped)} className={style.bandWith} />
          {watch > 0 && watch < most ? <line x1={0} x2={WIDTH} y1={y(watch)} y2={y(watch)} className={style.watch} /> : null}
          <polyline points={line(without)} className={style.lineWithout} />
          <polyline points={line(helped)} className={style.lineWith} />
        </svg>
      </div>
      <p className={style.basis}>
        {say('forecast.basis', { calls: Math.round(basis.callsPerHour), handle: preciseLength(basis.handleSeconds * 1000, language), agents: basis.agents })} {basis.isHandleAssumed ? say('forecast.handle-assumed') : ''} {patience}
        {forecast.agentsNeeded === null ? '' : ` ${say('forecast.needed', { n: forecast.agentsNeeded, share: Math.round(forecast.target.share * 100), seconds: forecast.target.withinSeconds })}`}
      </p>
    </figure>
  )
}
