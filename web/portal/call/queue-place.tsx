import { usePhrases } from '../phrases.tsx'
import style from './call.module.css'
import type { MyCall } from './my-line.ts'
import { queueWords } from './queue-words.ts'

/** The place in the queue and what can honestly be said of the wait. */
export function QueuePlace({ call }: { call: MyCall }) {
  const { say } = usePhrases('portal')
  if (!call.queue) return null
  return <p className={style.text}>{queueWords(call.queue, say)}</p>
}
