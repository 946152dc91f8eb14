import { type ServiceLevelFormula, serviceLevelFormulas } from '@shouwen/kernels/queueing/service-level'
import { usePhrases } from '#lib/phrases.ts'
import style from './board.module.css'
import type { FloorDictionary } from './use-dictionary.ts'

/** By which of the five formulas and within how many seconds the level is told; kept in this browser, back to the rulebook at will. */
export function LevelSelect({ dictionary }: { dictionary: FloorDictionary }) {
  const { say, pick } = usePhrases('floor')
  const { choice, choose, data, rule } = dictionary
  const both = (data?.level.answeredWithin ?? []).filter((seconds) => data?.level.abandonedWithin.includes(seconds))
  const usual = [...(data?.level.channels ?? []).map((one) => `${say(`channel.${one.channel}`)} ${one.withinSeconds} s`), `${say('channel.other')} ${data?.level.otherwise.withinSeconds ?? 0} s`].join(' · ')
  return (
    <div className={style.level}>
      <select
        aria-label={say('level.formula')}
        title={pick(serviceLevelFormulas[rule.formula])}
        value={rule.formula}
        onChange={({ target }) => choose({ ...choice, formula: target.value as ServiceLevelFormula })}
      >
        {Object.entries(serviceLevelFormulas).map(([id, words]) => (
          <option key={id} value={id}>
            {id} {pick(words)}
          </option>
        ))}
      </select>
      <select
        aria-label={say('level.within')}
        value={choice.withinSeconds ?? ''}
        onChange={({ target }) => choose({ ...(choice.formula ? { formula: choice.formula } : {}), ...(target.value ? { withinSeconds: Number(target.value) } : {}) })}
      >
        <option value="">{say('level.usual', { usual })}</option>
        {both.map((seconds) => (
          <option key={seconds} value={seconds}>
            {say('level.seconds', { n: seconds })}
          </option>
        ))}
      </select>
    </div>
  )
}
