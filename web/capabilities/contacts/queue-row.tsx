import type { listContactQueue } from '@shouwen/contract/contact-lists'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useNow } from '#ui/now.ts'
import { countdownOf } from '#ui/time.ts'
import style from './chat-list.module.css'
import { PartyName } from './party-name.tsx'

type QueueLine = OutputOf<typeof listContactQueue>['items'][number]

/** Somebody who waits: their place, how long, about what; whoever is free may take them. */
export function QueueRow({
  line,
  isOpen,
  isBusy,
  onOpen,
  onTake
}: {
  line: QueueLine
  isOpen: boolean
  isBusy: boolean
  onOpen: () => void
  onTake: (() => void) | undefined
}) {
  const { say, language } = usePhrases('contacts')
  const nowMs = useNow()
  return (
    <div className={`${style.row} ${style.queued} ${isOpen ? style.open : ''}`}>
      <button
        type="button"
        className={style.place}
        onClick={onOpen}
        aria-label={say('queue.look', { position: line.position })}
      >
        {line.position}
      </button>
      <div className={style.what}>
        <span className={style.line}>
          <PartyName party={line.party} />
          <span className={`${style.end} ${style.waits}`}>
            {countdownOf(nowMs - Date.parse(line.waitingSince ?? line.openedAt), language)}
          </span>
        </span>
        <span className={style.preview}>{line.subject}</span>
      </div>
      {onTake ? (
        <Button size="small" loading={isBusy} onClick={onTake}>
          {say('queue.take')}
        </Button>
      ) : null}
    </div>
  )
}
