import { refuse } from '#platform/refusal'
import { type ChatRules, rulebook } from '#server/rulebook'

export type Language = 'zh-CN' | 'en'

/** rulebook/chat.yaml. @norm CC-04 */
export const chatRules = (): ChatRules => rulebook().chat

/** What the system says by itself, in the customer's language, with its places filled in. */
export function say(code: string, language: Language, places: Record<string, string | number> = {}): string {
  const phrase = chatRules().words[code]
  if (!phrase) throw new RangeError(`rulebook/chat.yaml has no words for ${code}`)
  return (language === 'en' ? phrase.en : phrase.zh).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(places[name] ?? '')
  )
}

/** The longest message of a channel: letters are longer than what is typed into a chat. */
export const lengthOn = (channel: string): number => (channel === 'chat' ? chatRules().limits.message_length : LONGEST_LETTER)
/** What a ticket takes as its description. */
const LONGEST_LETTER = 20_000

/** Refuses with `message-too-long`. */
export function checkLength(body: string | undefined, most = chatRules().limits.message_length): void {
  if ((body?.length ?? 0) > most) throw refuse('message-too-long', { limit: most })
}

/** Refuses with `message-empty` when there are neither words nor files. */
export function checkContent(body: string | undefined, fileIds: readonly string[] | undefined, channel = 'chat'): void {
  checkLength(body, lengthOn(channel))
  if ((body ?? '').trim() === '' && (fileIds ?? []).length === 0) throw refuse('message-empty')
}

export const secondsBefore = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * 1000)
export const minutesBefore = (at: Date, minutes: number): Date => secondsBefore(at, minutes * 60)

/** Is what a visitor left a mail address (else it is a telephone number)? */
export const isEmail = (contact: string | null | undefined): contact is string => contact?.includes('@') ?? false
