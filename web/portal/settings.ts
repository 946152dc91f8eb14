import { useSyncExternalStore } from 'react'
import { cssOf, type ThemeName } from '#ui/tokens.ts'
import type { Language } from '#ui/words.ts'

export type TextSize = 'normal' | 'large' | 'largest'
export type Settings = { language: Language; theme: ThemeName | 'system'; textSize: TextSize }

/** Kept in this browser only: how the page looks, never who reads it. */
const storageKey = 'portal.look'
const asked = new URLSearchParams(location.search).get('lang')
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let isChosen = asked !== null || remembered().language !== undefined
let settings: Settings = {
  language: 'zh-CN',
  theme: 'system',
  textSize: 'normal',
  ...remembered(),
  ...(asked === 'en' || asked === 'zh-CN' ? { language: asked } : {})
}

function remembered(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}

/** Language, colours and size of the letters of this page. */
export const currentSettings = (): Settings => settings

export function changeSettings(next: Partial<Settings>): void {
  settings = { ...settings, ...next }
  if (next.language) isChosen = true
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings))
  } catch {
    // A forbidden storage only means the choice is not kept.
  }
  applySettings()
  for (const listener of listeners) listener()
}

/** The language somebody is known to speak; it counts until they choose another here. */
export function suggestLanguage(language: string): void {
  if (isChosen || (language !== 'en' && language !== 'zh-CN') || language === settings.language) return
  settings = { ...settings, language }
  applySettings()
  for (const listener of listeners) listener()
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => settings
  )
}

/** Puts the settings on the document; the sizes of the portal are in rem, so one number makes everything larger. */
export function applySettings(): void {
  const root = document.documentElement
  root.lang = settings.language
  root.dataset['theme'] = settings.theme === 'system' ? (dark.matches ? 'dark' : 'light') : settings.theme
  root.dataset['text'] = settings.textSize
}

/** The tokens of both themes, before the first paint; and the system's theme when it changes. */
export function adoptLook(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(cssOf('light') + cssOf('dark'))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  dark.addEventListener('change', applySettings)
  applySettings()
}
