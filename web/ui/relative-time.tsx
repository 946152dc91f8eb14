import { useNow } from './now.ts'
import { instantOf, momentOf, relativeOf } from './time.ts'
import { useWords } from './words.ts'

/** When something happened: 5分钟前 (or, with `exact`, 14:05), with the complete instant on hover. */
export function RelativeTime({ at, exact }: { at: string; exact?: boolean }) {
  const words = useWords()
  const nowMs = useNow(30_000)
  return (
    <time dateTime={at} title={instantOf(at, words)} className="number" style={{ whiteSpace: 'nowrap' }}>
      {exact ? momentOf(at, words, nowMs) : relativeOf(at, words, nowMs)}
    </time>
  )
}
