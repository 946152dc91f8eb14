import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import english from 'antd/locale/en_US'
import dayjs from 'dayjs'
import i18next from 'i18next'
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { type Appearance, AppearanceContext, type ThemeChoice } from '#lib/appearance.ts'
import { useRemembered } from '#ui/remembered.ts'
import { antdThemeOf } from '#ui/theme.ts'
import { cssOf, type ThemeName } from '#ui/tokens.ts'
import { type Language, type Words, WordsContext } from '#ui/words.ts'

const systemDark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)')

function useSystemTheme(): ThemeName {
  return useSyncExternalStore(
    (listener) => {
      systemDark?.addEventListener('change', listener)
      return () => systemDark?.removeEventListener('change', listener)
    },
    () => (systemDark?.matches ? 'dark' : 'light')
  )
}

/** Puts the tokens of both themes into the document; before the first paint. */
export function adoptTokens(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(cssOf('light') + cssOf('dark'))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/** The language chosen last in this browser; Chinese until somebody chose. */
export function chosenLanguage(): Language {
  return localStorage.getItem('language') === '"en"' ? 'en' : 'zh-CN'
}

/** The words antd's own parts speak; English is built in. Always one: without, antd would mount the whole page anew. */
export async function antdLocaleOf(language: Language): Promise<Locale> {
  if (language === 'en') {
    dayjs.locale('en')
    return english
  }
  const [locale] = await Promise.all([import('antd/locale/zh_CN'), import('dayjs/locale/zh-cn')])
  dayjs.locale('zh-cn')
  return locale.default
}

/**
 * Where antd's pop-ups stand: in a named region at the end of the page, so that whoever goes by landmarks finds them; inside a dialog when
 * they are opened there, because nothing outside an open one can be reached.
 */
function popupHost(label: string, trigger: HTMLElement | undefined): HTMLElement {
  const dialog = trigger?.closest<HTMLElement>('dialog')
  if (dialog) return dialog
  const host = document.getElementById('pop-ups') ?? document.createElement('div')
  host.id = 'pop-ups'
  host.role = 'region'
  host.ariaLabel = label
  if (!host.isConnected) document.body.append(host)
  return host
}

// Deadlines are read by one clock everywhere, whatever zone a computer is set to.
const timeZone = 'Asia/Shanghai'

/** Theme, language and time zone for everything inside. `firstLocale` is that of the chosen language. */
export function AppearanceProvider({ firstLocale, children }: { firstLocale: Locale; children: ReactNode }) {
  const [theme, setTheme] = useRemembered<ThemeChoice>('theme', 'system')
  const [language, rememberLanguage] = useRemembered<Language>('language', 'zh-CN')
  const [locale, setLocale] = useState(firstLocale)
  const system = useSystemTheme()
  const name = theme === 'system' ? system : theme
  const { t } = useTranslation('ui')

  useEffect(() => {
    document.documentElement.dataset['theme'] = name
  }, [name])
  useEffect(() => {
    let current = true
    void antdLocaleOf(language).then((loaded) => current && setLocale(loaded))
    return () => {
      current = false
    }
  }, [language])

  const appearance = useMemo<Appearance>(
    () => ({
      theme,
      setTheme,
      language,
      setLanguage: (next) => {
        rememberLanguage(next)
        void i18next.changeLanguage(next)
      }
    }),
    [theme, setTheme, language, rememberLanguage]
  )
  const words = useMemo<Words>(
    () => ({ say: (key, values) => t(key, values ?? {}), language, timeZone }),
    [t, language]
  )
  const config = useMemo(() => antdThemeOf(name), [name])
  return (
    <AppearanceContext value={appearance}>
      <WordsContext value={words}>
        <ConfigProvider
          theme={config}
          locale={locale}
          button={{ autoInsertSpace: false }}
          wave={{ disabled: true }}
          getPopupContainer={(trigger) => popupHost(t('pop-ups'), trigger)}
        >
          {children}
        </ConfigProvider>
      </WordsContext>
    </AppearanceContext>
  )
}
