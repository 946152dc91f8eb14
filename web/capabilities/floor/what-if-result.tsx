import type { TrialSide, tryWhatIf } from '@shouwen/contract/floor-what-if'
import type { InputOf } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import { shown } from './shown.ts'
import { clockOf, WhatIfChart } from './what-if-chart.tsx'
import type { Playbooks } from './what-if-form.tsx'
import style from './what-if.module.css'

const share = ({ inTime, came }: { inTime: number; came: number }) => (came > 0 ? inTime / came : null)

/** Both arrangements side by side: sums, the queue drawn on one scale, every interval, and what the playbook did. */
export function WhatIfResult({ sides, asked, playbooks }: { sides: readonly TrialSide[]; asked: InputOf<typeof tryWhatIf>; playbooks: Playbooks }) {
  const { say, pick, language } = usePhrases('what-if')
  const n = asked.withinSeconds
  const most = Math.max(1, ...sides.flatMap((side) => side.intervals.flatMap((one) => [one.longestQueue, one.gaveUp])))
  const stepName = (id: string) => {
    const step = playbooks.flatMap((one) => one.steps).find((one) => one.id === id)
    return step ? pick(step) : id
  }
  const totals = [
    ['came', ({ total }: TrialSide) => String(total.came)],
    ['answered', ({ total }: TrialSide) => String(total.answered)],
    ['gaveUp', ({ total }: TrialSide) => String(total.gaveUp)],
    ['inTime', ({ total }: TrialSide) => shown(share(total), 'share', language)],
    ['longestWait', ({ total }: TrialSide) => shown(total.longestWaitSeconds, 'seconds', language)],
    ['occupancy', ({ total }: TrialSide) => shown(total.occupancy, 'share', language)]
  ] as const
  const columns = ['longestQueue', 'inTime', 'gaveUp', 'people'] as const
  return (
    <>
      <table className={style.table}>
        <caption>{say('result.totals')}</caption>
        <thead>
          <tr>
            <td />
            {sides.map((_, at) => (
              <th key={at} scope="col">
                {say(`side.${at}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{say(`result.${name}`, { n })}</th>
              {sides.map((side, at) => (
                <td key={at}>{value(side)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={style.sides}>
        {sides.map((side, at) => (
          <div key={at}>
            <WhatIfChart title={say(`side.${at}`)} side={side} most={most} />
            {side.steps.length > 0 ? (
              <ol className={style.steps} aria-label={say('result.steps')}>
                {side.steps.map((step) => (
                  <li key={`${step.minute}${step.step}${step.kind}`}>
                    <time>{clockOf(step.minute)}</time> {say(`result.${step.kind}`, { step: stepName(step.step), n: step.people })}
                  </li>
                ))}
              </ol>
            ) : null}
          </div>
        ))}
      </div>
      <table className={style.table}>
        <caption>{say('result.intervals')}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {say('result.from')}
            </th>
            <th rowSpan={2} scope="col">
              {say('result.came')}
            </th>
            {sides.map((_, at) => (
              <th key={at} colSpan={columns.length} scope="colgroup" className={style.group}>
                {say(`side.${at}`)}
              </th>
            ))}
          </tr>
          <tr>
            {sides.flatMap((_, at) => columns.map((name) => <th key={`${at}${name}`} scope="col" className={name === 'longestQueue' ? style.group : undefined}>{say(`result.${name}`, { n })}</th>))}
          </tr>
        </thead>
        <tbody>
          {(sides[0]?.intervals ?? []).map((first, row) => (
            <tr key={first.fromMinute}>
              <th scope="row">{clockOf(first.fromMinute)}</th>
              <td>{first.came}</td>
              {sides.flatMap((side, at) => {
                const one = side.intervals[row] ?? first
                return columns.map((name) => (
                  <td key={`${at}${name}`} className={name === 'longestQueue' ? style.group : undefined}>
                    {name === 'inTime' ? shown(share(one), 'share', language) : one[name]}
                  </td>
                ))
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
