import type { Phrase } from '@shouwen/contract/operation'
import i18next, { type i18n } from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '#ui/words.ts'

const files = import.meta.glob<Record<string, unknown>>('../phrases/*/*.json', { import: 'default' })

/** The languages of the product; the first is the default. */
export const languages: readonly { language: Language; name: string }[] = [
  { language: 'zh-CN', name: '简体中文' },
  { language: 'en', name: 'English' }
]

/** Starts i18next: each capability's file is fetched when its first screen speaks. */
export async function startPhrases(language: Language): Promise<i18n> {
  i18next
    .use({
      type: 'backend',
      init: () => {},
      read: (tongue: string, namespace: string, done: (error: unknown, data: unknown) => unknown) => {
        const load = files[`../phrases/${tongue}/${namespace}.json`]
        if (load)
          load().then(
            (data) => done(null, data),
            (error: unknown) => done(error, null)
          )
        else done(new Error(`no phrases/${tongue}/${namespace}.json`), null)
      }
    })
    .use(initReactI18next)
  await i18next.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: languages.map((each) => each.language),
    ns: ['app', 'places', 'ui'],
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
    returnNull: false
  })
  document.documentElement.lang = language
  i18next.on('languageChanged', (tongue) => {
    document.documentElement.lang = tongue
  })
  return i18next
}

/**
 * Phrases of a capability: `const { say } = usePhrases('tickets')`, then `say('list.title')`. `pick` chooses the tongue of
 * a `{ zh, en }` that came over the wire.
 */
export function usePhrases(namespace: string) {
  const { t, i18n } = useTranslation(namespace)
  const language = i18n.language as Language
  const pick = useCallback((phrase: Phrase) => (language === 'en' ? phrase.en : phrase.zh), [language])
  const say = useCallback((key: string, values?: Record<string, string | number>): string => t(key, values ?? {}), [t])
  return { say, language, pick }
}
