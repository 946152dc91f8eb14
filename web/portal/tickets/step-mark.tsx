import { usePhrases } from '../phrases.tsx'
import style from './my-tickets.module.css'

const tones: Record<string, string | undefined> = {
  'waiting-for-you': style.warn,
  'on-hold': style.warn,
  solved: style.good,
  closed: style.over,
  cancelled: style.over,
  'not-accepted': style.over
}

/** The step a ticket has come to, in a word. */
export function StepMark({ step }: { step: string }) {
  const { say } = usePhrases('portal')
  return <span className={`${style.step} ${tones[step] ?? ''}`}>{say(`step.${step}`)}</span>
}
