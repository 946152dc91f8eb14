import { outboundWords } from '@shouwen/contract/outbound'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'

/** Purposes, results and exceptions as the rulebook words them, in the reader's tongue. */
export function useOutboundWords() {
  const { pick, say } = usePhrases('outbound')
  const { data } = useRead(outboundWords, {})
  const word = (list: 'purposes' | 'results' | 'exceptions' | 'calendars', code: string | null): string => {
    const found = data?.[list].find((one) => one.code === code)
    return found ? pick(found) : (code ?? '—')
  }
  return {
    words: data,
    purpose: (code: string) => (code === 'case' ? say('purpose-case') : code === 'exception' ? say('purpose-exception') : word('purposes', code)),
    result: (code: string | null) => (code === 'under-way' ? say('under-way') : word('results', code)),
    exception: (code: string | null) => word('exceptions', code),
    calendar: (code: string) => word('calendars', code)
  }
}
