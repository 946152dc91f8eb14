import { usePhrases } from '#lib/phrases.ts'

/** Our own words of a field for people: those of tickets, which say the same everywhere. */
export function useMeaningWords(): (field: string, value: string) => string {
  const { say } = usePhrases('tickets')
  // An import knows one status no ticket has: not begun yet.
  return (field, value) => say(`${field}.${field === 'status' && value === 'open' ? 'acknowledged' : value}`)
}
