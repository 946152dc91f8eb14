import { Popover, Segmented } from 'antd'
import { type ThemeChoice, useAppearance } from '#lib/appearance.ts'
import { languages, usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'

const themes = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'system', icon: 'screen' }
] as const

/** Theme and language; kept in this browser. */
export function AppearanceMenu() {
  const { say } = usePhrases('app')
  const { theme, setTheme, language, setLanguage } = useAppearance()
  const icon = themes.find((each) => each.value === theme)?.icon ?? 'screen'
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={
        <div style={{ display: 'grid', gap: 10, width: 320 }}>
          <Segmented<ThemeChoice>
            block
            aria-label={say('theme.label')}
            value={theme}
            onChange={setTheme}
            options={themes.map((each) => ({
              value: each.value,
              label: (
                <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
                  <Icon name={each.icon} size={15} />
                  {say(`theme.${each.value}`)}
                </span>
              )
            }))}
          />
          <Segmented
            block
            aria-label={say('language')}
            value={language}
            onChange={setLanguage}
            options={languages.map((each) => ({ value: each.language, label: each.name }))}
          />
        </div>
      }
    >
      <IconButton icon={icon} label={say('appearance')} />
    </Popover>
  )
}
