import { createContext, use } from 'react'

export type Language = 'zh-CN' | 'en'

/** What components need to speak: their own phrases by key, the language and the time zone of the reader. */
export type Words = {
  /** A phrase of phrases/<language>/ui.json, with `{{name}}` filled in. */
  say: (key: string, values?: Record<string, string | number>) => string
  language: Language
  /** IANA name; the operator's own zone, so that everybody reads the same hour. */
  timeZone: string
}

/** Given once by the app; components of this folder know no translation library. */
export const WordsContext = createContext<Words>({ say: (key) => key, language: 'zh-CN', timeZone: 'Asia/Shanghai' })

export function useWords(): Words {
  return use(WordsContext)
}
