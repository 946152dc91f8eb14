import style from './state-shape.module.css'
import { usePresenceWords } from './use-presence-words.ts'

/** What a state is for, by shape: a filled circle is ready, a square busy, a hollow triangle paused, a ring away from work. */
export function StateShape({ state }: { state: string }) {
  const { countsOf } = usePresenceWords()
  return <i className={`${style.shape} ${style[countsOf(state)]}`} aria-hidden />
}
