import { useEffect, useRef, useState } from 'react'
import { hush, speak } from '../menu/speak.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import type { MyCall } from './my-line.ts'
import { queueWords } from './queue-words.ts'

/**
 * Says the place and the honest wait at the intervals of the rulebook while a call waits; answers whether it is time to offer a call back (at
 * once when nobody is there).
 */
export function useQueueAnnouncements(call: MyCall): boolean {
  const { say, language } = usePhrases('portal')
  const isWaiting = call.state === 'queued' && call.callback === null
  const rules = useRead(at.readMenu, { channel: 'phone', language }, { enabled: isWaiting }).data?.queue
  const [isOffered, setOffered] = useState(false)
  const standing = useRef(call.queue)
  standing.current = call.queue
  const words = useRef(say)
  words.current = say
  useEffect(() => {
    if (!isWaiting || !rules) return
    const tell = () => standing.current && speak([queueWords(standing.current, words.current)], language)
    const offer = setTimeout(() => setOffered(true), rules.callbackOfferedAfterSeconds * 1000)
    let every: ReturnType<typeof setInterval> | undefined
    const first = setTimeout(() => {
      tell()
      every = setInterval(tell, rules.everySeconds * 1000)
    }, rules.firstAfterSeconds * 1000)
    return () => {
      clearTimeout(offer)
      clearTimeout(first)
      clearInterval(every)
      hush()
    }
  }, [isWaiting, rules, language])
  return isWaiting && (isOffered || call.queue?.agentsOnline === 0)
}
