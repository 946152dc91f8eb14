import { usePhrases } from '#lib/phrases.ts'
import style from './customer-marks.module.css'

/** Grade and VIP; an ordinary customer has no mark. */
export function GradeMark({
  grade,
  vip,
  full
}: {
  grade: string
  vip: boolean /** Ordinary is said, too. */
  full?: boolean
}) {
  const { say } = usePhrases('customers')
  return (
    <span className={style.marks}>
      {grade !== 'ordinary' || full ? (
        <span className={grade === 'ordinary' ? style.ordinary : style.grade} title={say('grade.label')}>
          {say(`grade.${grade}`)}
        </span>
      ) : null}
      {vip ? <span className={style.vip}>VIP</span> : null}
    </span>
  )
}
