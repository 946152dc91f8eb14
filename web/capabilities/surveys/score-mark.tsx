import { usePhrases } from '#lib/phrases.ts'
import type { Form } from './survey-list.tsx'
import style from './score-mark.module.css'

/** A score of the scale: the number, its word on hover; low ones stand out by colour and mark. */
export function ScoreMark({ score, form, word }: { score: number | null; form: Form | undefined; word?: boolean }) {
  const { pick } = usePhrases('surveys')
  if (score === null) return <span className={style.none}>—</span>
  const said = form?.scores.find((each) => each.score === score)
  const isLow = form !== undefined && score <= form.lowAtMost
  const isGood = form !== undefined && score > (form.scale.from + form.scale.to) / 2
  return (
    <span
      className={`${style.score} ${isLow ? style.low : isGood ? style.good : ''}`}
      title={said ? pick(said) : undefined}
    >
      <b>
        {isLow ? '▾ ' : ''}
        {score}
      </b>
      {word && said ? <span>{pick(said)}</span> : said ? <span className="visually-hidden">{pick(said)}</span> : null}
    </span>
  )
}
