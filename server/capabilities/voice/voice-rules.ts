import type { VoiceRules } from '#server/rulebook'
import { rulebook } from '#server/rulebook'

/** How calls are served, as the rulebook says. */
export const voiceRules = (): VoiceRules => rulebook().voice

export const secondsBefore = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * 1000)

/** What the system says by itself, in the language of the call; `{name}` places are filled in. */
export function wordsFor(code: string, language: 'zh-CN' | 'en', places: Record<string, string> = {}): string {
  const phrase = voiceRules().words[code]
  if (!phrase) throw new Error(`rulebook/voice.yaml has no words for ${code}`)
  return (language === 'en' ? phrase.en : phrase.zh).replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '')
}

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null
