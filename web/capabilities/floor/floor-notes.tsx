import { listMyFloorMessages, readFloorMessage } from '@shouwen/contract/floor-board'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './floor-notes.module.css'

/** What the supervisor says to this person, before them on every screen until they say they have read it. */
export function FloorNotes() {
  const { say } = usePhrases('floor')
  const mine = useRead(listMyFloorMessages, {})
  const read = useAct(readFloorMessage, { refreshes: [listMyFloorMessages] })
  const [first] = mine.data?.items ?? []
  if (!first) return null
  const more = (mine.data?.items.length ?? 1) - 1
  return (
    <aside className={style.note} role="status" aria-label={say('message.from', { name: first.from.name })}>
      <p className={style.head}>
        <Icon name="note" size={15} />
        <b>{say('message.from', { name: `${first.from.jobNumber} ${first.from.name}` })}</b>
        <RelativeTime at={first.sentAt} />
      </p>
      <p className={style.body}>{first.body}</p>
      <button type="button" disabled={read.isBusy} onClick={() => void read.act({ messageId: first.id })}>
        {say('message.done')}
        {more > 0 ? ` (+${more})` : ''}
      </button>
    </aside>
  )
}
