import { occupancyOf } from '@shouwen/kernels/queueing/floor-figures'
import { usePhrases } from '#lib/phrases.ts'
import { NumberStat } from '#ui/number-stat.tsx'
import style from './board.module.css'
import type { Today, WholeFloor } from './board-figures.ts'
import type { FloorDictionary } from './use-dictionary.ts'
import { usePresenceWords } from './use-presence-words.ts'

const tones = { calm: 'neutral', warn: 'warn', alarm: 'bad' } as const

/** The whole floor in eight figures, each with its formula on hover as the dictionary has it. */
export function BoardSummary({ whole, today, dictionary }: { whole: WholeFloor; today: Today | undefined; dictionary: FloorDictionary }) {
  const { say } = usePhrases('floor')
  const { countsOf } = usePresenceWords()
  const { figures } = whole
  const spent = today?.states ?? []
  const callTeams = new Set(spent.filter((one) => one.state === 'talking').map((one) => one.unitId))
  const occupancy = occupancyOf(spent.filter((one) => callTeams.has(one.unitId)).map(({ state, seconds }) => ({ seconds, counts: countsOf(state) })))
  const stat = (code: string, value: number | null, detail?: string, mark = dictionary.levelOf(code, value)) => (
    <NumberStat key={code} label={dictionary.name(code)} value={dictionary.value(code, value)} tone={tones[mark]} formula={dictionary.explained(code)} detail={detail ?? (mark === 'calm' ? undefined : say(`mark.${mark}`))} />
  )
  const level = dictionary.levelOf('service-level', figures.serviceLevel, whole.hasPhone ? ['phone'] : [])
  return (
    <section className={style.summary} aria-label={say('summary')}>
      {stat('waiting', whole.waiting)}
      {stat('longest-wait', whole.longestWait)}
      {stat('in-hand', whole.inHand)}
      {stat('service-level', figures.serviceLevel, [dictionary.rule.formula, level === 'calm' ? '' : say(`mark.${level}`)].filter(Boolean).join(' · '), level)}
      {stat('answered', figures.answered, say('of-offered', { n: figures.offered }))}
      {stat('abandoned', figures.abandoned, dictionary.value('abandon-rate', figures.abandonRate))}
      {stat('average-answer', figures.averageAnswer)}
      {stat('handle-time', whole.handleTime)}
      {stat('occupancy', occupancy)}
    </section>
  )
}
