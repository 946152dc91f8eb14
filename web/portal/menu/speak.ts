import type { Language } from '#ui/words.ts'

/** Says these one after another where this computer has a voice of its own for the language; what was being said stops. They stand on the page in any case. */
export function speak(texts: readonly string[], language: Language): void {
  if (typeof speechSynthesis === 'undefined') return
  speechSynthesis.cancel()
  const voice = speechSynthesis.getVoices().find((one) => one.localService && one.lang.replace('_', '-').startsWith(language === 'en' ? 'en' : 'zh'))
  if (!voice) return
  for (const text of texts) {
    const words = new SpeechSynthesisUtterance(text)
    words.voice = voice
    words.lang = voice.lang
    speechSynthesis.speak(words)
  }
}

export const hush = (): void => {
  if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel()
}

/** Is something being said now? A customer is not silent while they listen. */
export const isSpeaking = (): boolean => typeof speechSynthesis !== 'undefined' && speechSynthesis.speaking
