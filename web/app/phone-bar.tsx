import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { usePhone } from '#ui/use-phone.ts'
import type { NavEntry } from './navigation.ts'
import style from './phone-bar.module.css'

const inBar = 4

/** On a phone: the four first workspaces at the thumb, the others in a sheet over them. */
export function PhoneBar({ entries }: { entries: readonly NavEntry[] }) {
  const { say } = usePhrases('app')
  const [isOpen, setOpen] = useState(false)
  if (!usePhone()) return null
  const fits = entries.length <= inBar + 1
  const first = fits ? entries : entries.slice(0, inBar)
  const rest = fits ? [] : entries.slice(inBar)
  const item = (entry: NavEntry) => (
    <Link
      key={entry.to}
      to={entry.to}
      activeProps={{ className: style.current, 'aria-current': 'page' }}
      onClick={() => setOpen(false)}
    >
      <Icon name={entry.icon} size={22} />
      <span>{entry.title}</span>
    </Link>
  )
  return (
    <>
      {isOpen ? (
        <button type="button" className={style.veil} aria-label={say('nav.less')} onClick={() => setOpen(false)} />
      ) : null}
      <nav className={style.bar} aria-label={say('nav.label')}>
        {isOpen ? <div className={style.sheet}>{rest.map(item)}</div> : null}
        <div className={style.row}>
          {first.map(item)}
          {rest.length > 0 ? (
            <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              <Icon name="menu" size={22} />
              <span>{say('nav.more')}</span>
            </button>
          ) : null}
        </div>
      </nav>
    </>
  )
}
