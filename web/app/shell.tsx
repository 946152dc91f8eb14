import { Outlet, useMatches, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { connectLive, type Line } from '#lib/live.ts'
import { useCommands } from '#lib/palette.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Loading, NoPermission } from '#ui/page.tsx'
import { addShortcut, useShortcut } from '#ui/shortcuts.ts'
import { Keycap } from '#ui/keycap.tsx'
import { AppearanceMenu } from './appearance-menu.tsx'
import { type NavEntry, useNavigation } from './navigation.ts'
import { useOwnAppearance } from './own-appearance.ts'
import { Palette } from './palette.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { ProfileMenu } from './profile-menu.tsx'
import { Rail } from './rail.tsx'
import { RegionSwitch } from './region-switch.tsx'
import style from './shell.module.css'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'

// Chats are offered on every screen, and only to those who take them.
const DeskWatch = lazy(() => import('#web/contacts/desk-watch.tsx').then((part) => ({ default: part.DeskWatch })))

// Everybody who works on the floor says what they do, on every screen; and hears what the supervisor says.
const PresenceControl = lazy(() => import('#web/floor/presence-control.tsx').then((part) => ({ default: part.PresenceControl })))
const FloorNotes = lazy(() => import('#web/floor/floor-notes.tsx').then((part) => ({ default: part.FloorNotes })))

// Asked to stay longer or to come in, on every screen.
const CallInNotes = lazy(() => import('#web/playbooks/call-in-notes.tsx').then((part) => ({ default: part.CallInNotes })))

// Calls ring on every screen, for who takes them and for who listens.
const Softphone = lazy(() => import('#web/voice/softphone.tsx').then((part) => ({ default: part.Softphone })))

/** Around every screen of the desk: navigation at the left, search and the person at the top, the live line underneath. */
export function Shell() {
  const { say } = usePhrases('app')
  const entries = useNavigation()
  const [isPaletteOpen, openPalette] = useState(false)
  const [isSheetOpen, openSheet] = useState(false)
  const line = useLiveLine()
  const may = useCan()
  useOwnAppearance()
  useShortcut('Ctrl+K', say('palette.open'), () => openPalette(true), { group: say('keys.everywhere'), inFields: true })
  useShortcut('?', say('keys.open'), () => openSheet(true), { group: say('keys.everywhere') })
  useNavigationKeys(entries, say('keys.go'))
  useNavigationCommands(entries)
  return (
    <div className={style.shell}>
      <a className={style.skip} href="#content">
        {say('skip')}
      </a>
      <Rail entries={entries} />
      <header className={style.top}>
        <button type="button" className={style.search} onClick={() => openPalette(true)}>
          <Icon name="search" size={15} />
          <span>{say('palette.hint')}</span>
          <Keycap keys="Ctrl+K" />
        </button>
        <div className={style.right}>
          {line === 'lost' ? (
            <span className={style.lost} role="status">
              <Icon name="refresh" size={14} />
              {say('line.lost')}
            </span>
          ) : null}
          {may('contact.answer') ? (
            <Suspense fallback={null}>
              <PresenceControl />
            </Suspense>
          ) : null}
          <RegionSwitch />
          <span className={style.deskOnly}>
            <IconButton icon="keyboard" label={say('keys.open')} keys="?" onClick={() => openSheet(true)} />
          </span>
          <AppearanceMenu />
          <ProfileMenu />
        </div>
      </header>
      <div className={style.screen}>
        <Suspense fallback={<Loading />}>
          <Permitted />
        </Suspense>
      </div>
      <PhoneBar entries={entries} />
      {may('contact.answer') ? (
        <Suspense fallback={null}>
          <DeskWatch />
          <FloorNotes />
          <CallInNotes />
        </Suspense>
      ) : null}
      {may('contact.answer') ? (
        <Suspense fallback={null}>
          <Softphone />
        </Suspense>
      ) : null}
      {isPaletteOpen ? <Palette onClose={() => openPalette(false)} /> : null}
      {isSheetOpen ? <ShortcutsSheet onClose={() => openSheet(false)} /> : null}
    </div>
  )
}

/** The screen, unless the person may not open it. The server refuses anyway; this says so at once. */
function Permitted() {
  const may = useCan()
  const place = useMatches({ select: (matches) => matches.at(-1)?.staticData.place })
  return may(place?.permission ?? 'signed-in') ? <Outlet /> : <NoPermission whole />
}

function useLiveLine(): Line {
  const client = useQueryClient()
  const staffId = useSession().staff.id
  const [line, setLine] = useState<Line>('connecting')
  useEffect(() => connectLive(client, staffId, setLine), [client, staffId])
  return line
}

function useNavigationKeys(entries: readonly NavEntry[], group: string): void {
  const navigate = useNavigate()
  useEffect(() => {
    const removers = entries
      .filter((entry) => entry.keys)
      .map((entry) =>
        addShortcut({
          keys: entry.keys as string,
          label: entry.title,
          group,
          run: () => void navigate({ to: entry.to })
        })
      )
    return () => {
      for (const remove of removers) remove()
    }
  }, [entries, group, navigate])
}

function useNavigationCommands(entries: readonly NavEntry[]): void {
  const navigate = useNavigate()
  const commands = useMemo(
    () =>
      entries.map((entry) => ({
        id: `go ${entry.to}`,
        title: entry.title,
        icon: entry.icon,
        keys: entry.keys,
        run: () => void navigate({ to: entry.to })
      })),
    [entries, navigate]
  )
  useCommands(commands)
}
