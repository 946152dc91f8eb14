import type { replayRouting } from '@shouwen/contract/floor-decisions'
import type { OutputOf } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import { Problems } from './rule-preview.tsx'
import style from './rules.module.css'
import { shown } from './shown.ts'

type Result = OutputOf<typeof replayRouting>
type Side = Result['queues'][number]['happened']

const rows = [
  ['answered', 'contacts'],
  ['abandoned', 'contacts'],
  ['unserved', 'contacts'],
  ['overflowed', 'contacts'],
  ['meanWaitSeconds', 'seconds'],
  ['p90WaitSeconds', 'seconds'],
  ['longestWaitSeconds', 'seconds'],
  ['answeredInTime', 'share']
] as const

/** A day again: what happened, the rules of now and the draft side by side, queue by queue. */
export function RuleReplay({ result, isDraft }: { result: Result; isDraft: boolean }) {
  const { say, language } = usePhrases('floor')
  if (result.problems.length > 0) return <Problems problems={result.problems} />
  const sides = ['happened', 'now', ...(isDraft && result.queues.some((queue) => queue.draft) ? ['draft'] : [])] as ('happened' | 'now' | 'draft')[]
  return (
    <div className={style.block}>
      <h2>{say('replay.title')}</h2>
      <p className={style.quiet}>{say('replay.text', { contacts: result.contacts, people: result.people })}</p>
      {result.queues.length === 0 ? <p>{say('reports.none')}</p> : null}
      {result.queues.map((queue) => (
        <table key={queue.queueCode + queue.channel} className={style.table}>
          <caption>
            {queue.queueCode} · {say(`channel.${queue.channel}`)} · {say('replay.offered', { n: queue.happened.offered })}
          </caption>
          <thead>
            <tr>
              <td />
              {sides.map((side) => (
                <th key={side} scope="col">
                  {say(`replay.${side}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, unit]) => (
              <tr key={name}>
                <th scope="row">{say(`replay.${name}`, { n: result.withinSeconds })}</th>
                {sides.map((side) => {
                  const value = (queue[side] as Side | null)?.[name] ?? null
                  return <td key={side}>{unit === 'contacts' ? (value ?? '—') : shown(value, unit, language)}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}
