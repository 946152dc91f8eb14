import type { OutputOf } from '@shouwen/contract/operation'
import type { readTicketChoices as contract } from '@shouwen/contract/ticket-choices'
import { TicketKind } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import { parametersOf } from '#capabilities/norms'
import { rulebook } from '#server/rulebook'
import { fieldsFor, missingFields } from './forms.ts'

type Choices = OutputOf<typeof contract>

/** The categories, pause reasons and forms of the rulebook, with their words. @norm TK-02 TK-16 SP-15 IQ-03 */
export async function readTicketChoices(call: Call): Promise<Choices> {
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
    calming: phrasesOf(await parametersOf(call, 'emotion-first')),
    forms: (TicketKind.enum as TicketKind[]).map((kind) => {
      const required: string[] = missingFields(kind, {})
      return { kind, required, asked: fieldsFor(kind).filter((field) => !required.includes(field)) }
    })
  }
}

function phrasesOf({ steps_zh: zh, steps_en: en }: Readonly<Record<string, unknown>>): Choices['calming'] {
  const [chinese, english] = [zh, en].map((steps) => (Array.isArray(steps) ? steps.map(String) : []))
  return (chinese ?? []).map((step, at) => ({ zh: step, en: english?.[at] ?? step }))
}
