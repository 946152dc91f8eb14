import { unmaskCustomer } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { useMemo } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { toast } from '#ui/undo-toast.tsx'

type PersonalClass = InputOf<typeof unmaskCustomer>['fields'][number]
type Full = OutputOf<typeof unmaskCustomer>

const usual = ['identity', 'contact', 'visit', 'bill'] as const

/**
 * Shows personal data of a customer in full for a stated purpose, one thing at a time. `reveal(class, find, itemId)` is what MaskedValue asks;
 * it is undefined when the person may not.
 */
export function useReveal(at: { regionId: number; customerId: string }, isAllowed: boolean) {
  const { say, language } = usePhrases('customers')
  const { act, refusal } = useAct(unmaskCustomer, {})
  const purposes = useMemo(() => usual.map((each) => say(`purpose.${each}`)), [say])
  const reveal = (field: PersonalClass, find: (full: Full) => string | null | undefined, itemId?: string) => {
    if (!isAllowed) return undefined
    return async (purpose: string): Promise<string | undefined> => {
      const full = await act({ ...at, purpose, fields: [field], ...(itemId ? { itemId } : {}) })
      if (full) return find(full) ?? undefined
      toast({ text: (language === 'en' ? refusal?.en : refusal?.zh) ?? say('reveal-refused'), tone: 'bad' })
      return undefined
    }
  }
  return { purposes, reveal }
}
