import { type ThemeChoice, useAppearance } from '#lib/appearance.ts'
import { languages, usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { Segments } from '#ui/segments.tsx'
import type { Language } from '#ui/words.ts'
import style from './appearance-choice.module.css'

const themes = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'system', icon: 'screen' }
] as const

/** Language, each under its own name. */
export function LanguageChoice({ onChoose }: { onChoose?: () => void }) {
  const { say } = usePhrases('app')
  const { language, setLanguage } = useAppearance()
  return (
    <Segments
      label={say('language')}
      value={language}
      options={languages.map((each) => ({ id: each.language, label: <span lang={each.language}>{each.name}</span> }))}
      onChange={(next) => {
        setLanguage(next as Language)
        onChoose?.()
      }}
    />
  )
}

/** Light, dark or as the system; icons alone where there is little room. */
export function ThemeChoices({ onChoose, iconsOnly }: { onChoose?: () => void; iconsOnly?: boolean }) {
  const { say } = usePhrases('app')
  const { theme, setTheme } = useAppearance()
  return (
    <Segments
      label={say('theme.label')}
      value={theme}
      options={themes.map(({ value, icon }) => ({
        id: value,
        label: (
          <span className={style.theme} title={say(`theme.${value}`)}>
            <Icon name={icon} size={15} />
            <span className={iconsOnly ? 'visually-hidden' : undefined}>{say(`theme.${value}`)}</span>
          </span>
        )
      }))}
      onChange={(next) => {
        setTheme(next as ThemeChoice)
        onChoose?.()
      }}
    />
  )
}
