import type { OutputOf } from '@shouwen/contract/operation'
import type { readTicketChoices as contract } from '@shouwen/contract/ticket-choices'
import { TicketKind } from '@shouwen/contract/ticket-words'
import { rulebook } from '#server/rulebook'
import { fieldsFor, missingFields } from './forms.ts'

type Choices = OutputOf<typeof contract>

/** The categories, pause reasons and forms of the rulebook, with their words. @norm TK-02 TK-16 */
export async function readTicketChoices(): Promise<Choices> {
  const { categories, pauseReasons } = rulebook()
  return {
    categories: Object.entries(categories).map(([code, { kinds, zh, en }]) => ({ code, kinds: [...kinds], zh, en })),
    pauseReasons: Object.entries(pauseReasons).map(([code, { status, approval, zh, en }]) => ({
      code,
      status,
      detail: approval === true,
      zh,
      en
    })),
    forms: (TicketKind.enum as TicketKind[]).map((kind) => {
      const required: string[] = missingFields(kind, {})
      return { kind, required, asked: fieldsFor(kind).filter((field) => !required.includes(field)) }
    })
  }
}
