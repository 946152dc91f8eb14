import { floorToday } from '@shouwen/contract/floor-board'
import { floorState } from '@shouwen/contract/floor-state'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { useNow } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { useRemembered } from '#ui/remembered.ts'
import { useShortcut } from '#ui/shortcuts.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './board.module.css'
import type { Mark } from './board-alarms.ts'
import { queueLines, wholeFloor } from './board-figures.ts'
import { BoardSummary } from './board-summary.tsx'
import { FloorMap } from './floor-map.tsx'
import type { BoardSearch } from './floor-search.ts'
import { FloorTabs } from './floor-tabs.tsx'
import { LevelSelect } from './level-select.tsx'
import { QueueBoard } from './queue-board.tsx'
import { QueuePanel } from './queue-panel.tsx'
import { SeatPanel } from './seat-panel.tsx'
import { useAlarmSound } from './use-alarm-sound.ts'
import { useDictionary } from './use-dictionary.ts'

// What a playbook proposes stands on the board, for those who may read it.
const PlaybookCards = lazy(() => import('#web/playbooks/playbook-cards.tsx').then((part) => ({ default: part.PlaybookCards })))

/** Counts of the day change with every contact but are read as sums: four times a minute is enough. */
const COUNTS_EVERY_MS = 15_000

/** The floor as it is: what waits, how the day goes, who does what; and from here the supervisor steps in. @norm CC-34 WF-24 */
export function Board() {
  const { say } = usePhrases('floor')
  const { regionId } = useSession().staff
  const { seat, queue, wall }: BoardSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const floor = useRead(floorState, { regionId }, { everyMs: 60_000 })
  const today = useRead(floorToday, { regionId }, { everyMs: COUNTS_EVERY_MS })
  const dictionary = useDictionary()
  const [isMuted, mute] = useRemembered('floor.muted', false)
  const nowMs = useNow()
  const show = (search: BoardSearch) => void navigate({ to: '/floor', search: { ...(wall ? { wall } : {}), ...search } })
  const hang = (up: boolean) => {
    void navigate({ to: '/floor', search: up ? { wall: true } : {} })
    // Browsers may refuse the whole screen; the board covers the window in any case.
    void (up ? document.documentElement.requestFullscreen?.() : document.fullscreenElement ? document.exitFullscreen() : undefined)?.catch(() => {})
  }
  useShortcut('f', say('wall.on'), () => hang(!wall), { group: say('title') })
  useShortcut('Escape', say('wall.off'), () => hang(false), { group: say('title'), enabled: wall === true && !seat && !queue })
  useShortcut('m', say('sound.mute'), () => mute(!isMuted), { group: say('title') })
  const queues = floor.data?.queues ?? []
  const lines = queueLines(queues, today.data, dictionary.rule, nowMs)
  const whole = wholeFloor(queues, today.data, dictionary.rule, nowMs)
  const marks = useMemo(
    (): Mark[] =>
      lines.flatMap(({ queue: { code, waiting }, channels, longestWait, figures }) => [
        { key: `${code} waiting`, level: dictionary.levelOf('waiting', waiting) },
        { key: `${code} longest-wait`, level: dictionary.levelOf('longest-wait', longestWait) },
        { key: `${code} service-level`, level: dictionary.levelOf('service-level', figures.serviceLevel, channels) }
      ]),
    [lines, dictionary]
  )
  useAlarmSound(marks, isMuted, floor.data !== undefined && today.data !== undefined && dictionary.data !== undefined)
  const chosen = seat ? floor.data?.seats.find((one) => one.person.id === seat) : undefined
  const panel = queue ? <QueuePanel regionId={regionId} queueCode={queue} floor={floor.data} onClose={() => show({})} /> : chosen ? <SeatPanel key={chosen.person.id} regionId={regionId} seat={chosen} onClose={() => show({})} /> : undefined
  // An empty floor needs no dispatcher: it lets go of the right when nobody is at work and nobody waits.
  const isNotDispatched = floor.data && !floor.data.isDispatched && (floor.data.seats.length > 0 || floor.data.queues.some((one) => one.waiting > 0))
  return (
    <div className={wall ? style.wall : style.whole}>
      <Page
        title={say('title')}
        meta={isNotDispatched ? <StatusTag tone="bad">{say('not-dispatched')}</StatusTag> : <StatusTag tone="good">{say('live')}</StatusTag>}
        actions={
          <>
            <IconButton icon={isMuted ? 'bell-off' : 'bell'} label={say(isMuted ? 'sound.unmute' : 'sound.mute')} keys="m" pressed={isMuted} onClick={() => mute(!isMuted)} />
            <IconButton icon={wall ? 'close' : 'screen'} label={say(wall ? 'wall.off' : 'wall.on')} keys="f" onClick={() => hang(!wall)} />
          </>
        }
        bar={
          <div className={style.bar}>
            {wall ? null : <FloorTabs here="board" />}
            <LevelSelect dictionary={dictionary} />
          </div>
        }
        panel={panel}
        isLoading={!floor.data || !dictionary.data}
        error={floor.data ? undefined : (floor.error ?? dictionary.error)}
        onRetry={() => void floor.refetch()}
      >
        <div className={style.board}>
          {may('playbook.read') ? (
            <Suspense fallback={null}>
              <PlaybookCards regionId={regionId} />
            </Suspense>
          ) : null}
          <BoardSummary whole={whole} today={today.data} dictionary={dictionary} />
          <QueueBoard lines={lines} dictionary={dictionary} openCode={queue} onOpen={(code) => show({ queue: code })} />
          {floor.data ? <FloorMap floor={floor.data} nowMs={nowMs} openId={seat} onOpen={(id) => show({ seat: id })} /> : null}
        </div>
      </Page>
    </div>
  )
}
