import type { Language } from '#ui/words.ts'

/** Speaks the announcement where this computer has a voice of its own for the language; it stands on the page in any case. */
export function announce(text: string, language: Language): void {
  if (typeof speechSynthesis === 'undefined') return
  const voice = speechSynthesis.getVoices().find((one) => one.localService && one.lang.replace('_', '-').startsWith(language === 'en' ? 'en' : 'zh'))
  if (!voice) return
  const words = new SpeechSynthesisUtterance(text)
  words.voice = voice
  words.lang = voice.lang
  speechSynthesis.speak(words)
}
