import { Link, useRouterState } from '@tanstack/react-router'
import { type Ref, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Brand } from '#ui/brand.tsx'
import { Icon } from '#ui/icon.tsx'
import type { NavEntry } from './navigation.ts'
import { fittingEntries } from './rail-entries.ts'
import style from './rail.module.css'

/** The workspaces at the left: as many as the window is high for, the others behind one more press. */
export function Rail({ entries }: { entries: readonly NavEntry[] }) {
  const { say } = usePhrases('app')
  const room = useRef<HTMLDivElement>(null)
  const places = usePlaces(room)
  const here = useRouterState({ select: (state) => state.location.pathname })
  const { shown, rest } = fittingEntries(entries, places, here)
  return (
    <nav className={style.rail} aria-label={say('nav.label')}>
      <Link to="/" className={style.brand} aria-label={say('nav.home')}>
        <Brand />
      </Link>
      <div ref={room} className={style.entries}>
        {shown.map((entry, index) => (
          <Entry key={entry.to} entry={entry} atFoot={entry.group === 'rule' && shown[index - 1]?.group !== 'rule'} />
        ))}
        {rest.length > 0 ? <More key={here} rest={rest} /> : null}
      </div>
    </nav>
  )
}

type EntryProps = { entry: NavEntry; /** The first of those at the foot. */ atFoot?: boolean; firstRef?: Ref<HTMLAnchorElement> }

function Entry({ entry, atFoot, firstRef }: EntryProps) {
  return (
    <Link
      ref={firstRef}
      to={entry.to}
      className={atFoot ? `${style.entry} ${style.foot}` : style.entry}
      activeProps={{ className: style.current, 'aria-current': 'page' }}
      title={entry.keys ? `${entry.title} (${entry.keys})` : entry.title}
    >
      <Icon name={entry.icon} size={20} />
      <span>{entry.title}</span>
    </Link>
  )
}

/** What did not fit. Escape closes it and gives the focus back; so does going anywhere. */
function More({ rest }: { rest: readonly NavEntry[] }) {
  const { say } = usePhrases('app')
  const [isOpen, setOpen] = useState(false)
  const sheetId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const first = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (isOpen) first.current?.focus()
  }, [isOpen])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard for the sheet and its button together
    <div className={style.more} onKeyDown={(event) => (event.key === 'Escape' && isOpen ? close() : undefined)}>
      <button
        ref={button}
        type="button"
        className={style.entry}
        aria-expanded={isOpen}
        aria-controls={isOpen ? sheetId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="menu" size={20} />
        <span>{say('nav.more')}</span>
      </button>
      {isOpen ? (
        <>
          <button type="button" className={style.veil} tabIndex={-1} aria-label={say('nav.less')} onClick={close} />
          <div id={sheetId} className={style.sheet} style={{ gridTemplateColumns: `repeat(${Math.min(4, rest.length)}, 84px)` }}>
            {rest.map((entry, index) => (
              <Entry key={entry.to} entry={entry} {...(index === 0 ? { firstRef: first } : {})} />
            ))}
          </div>
        </>
      ) : null}
    </div>
  )
}

/** How many entries the rail is high for; follows the window. */
function usePlaces(room: RefObject<HTMLDivElement | null>): number {
  const [places, setPlaces] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const element = room.current
    if (!element) return
    const measure = () => setPlaces(Math.floor((element.clientHeight - FOOT) / ENTRY_HEIGHT))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [room])
  return places
}

/** As `.entry` in the style with its gap, and the foot of `.entries` without one. */
const ENTRY_HEIGHT = 51
const FOOT = 6
