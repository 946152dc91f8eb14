import { macroVariables } from '@shouwen/contract/ticket-macros'
import { refuse } from '#platform/refusal'

/** What a text may name; a fact the ticket does not have is null. */
export type MacroFacts = Record<(typeof macroVariables)[number], string | null>

const variable = /\{\{\s*([A-Za-z.]{1,40})\s*\}\}/g

/** Names between double braces, each once. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].map((match) => match[1] as string))]
}

/** Refuses with `macro-variable-unknown` a text that names what no ticket has. */
export function checkVariables(text: string): void {
  const known: readonly string[] = macroVariables
  const unknown = variablesIn(text).filter((name) => !known.includes(name))
  if (unknown.length > 0) throw refuse('macro-variable-unknown', { unknown, known })
}

/** The names a text uses for which there is no fact. */
export function missingIn(text: string, facts: MacroFacts): string[] {
  return variablesIn(text).filter((name) => !facts[name as keyof MacroFacts])
}

/** The text with its facts, read once: what a fact says is never taken for a variable. Refuses with `macro-variable-missing`. */
export function rendered(text: string, facts: MacroFacts): string {
  const missing = missingIn(text, facts)
  if (missing.length > 0) throw refuse('macro-variable-missing', { missing })
  return text.replace(variable, (_, name: keyof MacroFacts) => facts[name] as string)
}
