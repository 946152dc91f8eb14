import { platformRefusals } from '@shouwen/contract/refusals'
import { ticketRefusals } from '@shouwen/contract/ticket-events'
import { usePhrases } from '#lib/phrases.ts'

const known: Record<string, { zh: string; en: string }> = { ...platformRefusals, ...ticketRefusals }

/** Words of a refusal that came as a code only, as those of a preview or of one ticket among many do. */
export function useRefusalWords(): (code: string | null) => string {
  const { pick } = usePhrases('tickets')
  return (code) => {
    const refusal = code === null ? undefined : known[code]
    return refusal ? pick(refusal) : (code ?? '')
  }
}
