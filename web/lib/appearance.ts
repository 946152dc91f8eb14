import { createContext, use } from 'react'
import type { ThemeName } from '#ui/tokens.ts'
import type { Language } from '#ui/words.ts'

export type ThemeChoice = ThemeName | 'system'

export type Appearance = {
  theme: ThemeChoice
  setTheme: (theme: ThemeChoice) => void
  language: Language
  setLanguage: (language: Language) => void
}

export const AppearanceContext = createContext<Appearance | undefined>(undefined)

/** Theme and language of the reader, and how to change them. */
export function useAppearance(): Appearance {
  const appearance = use(AppearanceContext)
  if (!appearance) throw new Error('no appearance here')
  return appearance
}
