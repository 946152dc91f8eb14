import { useRead } from '../read.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { Trouble } from '../states.tsx'
import style from './menu.module.css'

export type AnswerCode = 'my-tickets' | 'service-hours' | 'halls' | 'complain'

/** What the product tells by itself; whoever is not signed in is told where there is more. */
export function MenuAnswer({ code, regionId }: { code: AnswerCode; regionId: number | undefined }) {
  const { say, pick } = usePhrases('portal')
  const { data, error, retry } = useRead(at.answerMenu, { answer: code, ...(regionId === undefined ? {} : { regionId }) })
  if (error && !data) return <Trouble refusal={error} onRetry={retry} />
  return (
    <div className={style.answer} role="status">
      {data?.lines.map((line) => <p key={line.zh}>{pick(line)}</p>)}
      {data?.signInFirst ? (
        <Go to="/sign-in" className="quiet">
          {say('nav.sign-in')}
        </Go>
      ) : null}
    </div>
  )
}
