import { useEffect, useRef, useState } from 'react'
import style from './look-menu.module.css'
import { usePhrases } from './phrases.tsx'
import { changeSettings, type Settings, useSettings } from './settings.ts'

const languages = [
  ['zh-CN', '中文'],
  ['en', 'English']
] as const

/** Language, size of the letters, light or dark: behind one button, large enough for any thumb. */
export function LookMenu() {
  const { say } = usePhrases('portal')
  const settings = useSettings()
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', away)
    return () => removeEventListener('pointerdown', away)
  }, [isOpen])
  const other = settings.language === 'en' ? 'zh-CN' : 'en'
  return (
    <div className={style.look} ref={box}>
      <button type="button" className={style.language} lang={other} onClick={() => changeSettings({ language: other })}>
        {other === 'en' ? 'EN' : '中'}
        <span className="visually-hidden">{other === 'en' ? 'English' : '切换到中文'}</span>
      </button>
      <button
        type="button"
        className={style.open}
        aria-expanded={isOpen}
        aria-label={say('look.title')}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden>
          A<small>A</small>
        </span>
      </button>
      {isOpen ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles here from the buttons inside
        <div
          className={style.menu}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            setOpen(false)
            box.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
          }}
        >
          <Choices
            name="textSize"
            label={say('look.text')}
            options={(['normal', 'large', 'largest'] as const).map((one) => [one, say(`look.${one}`)])}
          />
          <Choices name="language" label={say('look.language')} options={languages} />
          <Choices
            name="theme"
            label={say('look.theme')}
            options={(['system', 'light', 'dark'] as const).map((one) => [one, say(`look.${one}`)])}
          />
        </div>
      ) : null}
    </div>
  )
}

function Choices<Name extends keyof Settings>({
  name,
  label,
  options
}: {
  name: Name
  label: string
  options: readonly (readonly [Settings[Name], string])[]
}) {
  const settings = useSettings()
  return (
    <fieldset className={style.choices}>
      <legend>{label}</legend>
      {options.map(([value, words]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={settings[name] === value}
            onChange={() => changeSettings({ [name]: value })}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
