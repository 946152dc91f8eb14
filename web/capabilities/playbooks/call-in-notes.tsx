import { answerCallIn, listMyCallIns } from '@shouwen/contract/playbooks'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './call-in-notes.module.css'

/** Asked to stay longer or to come in: before the person on every screen until they say yes or no. @norm CC-16 CC-17 */
export function CallInNotes() {
  const { say, pick } = usePhrases('playbooks')
  const mine = useRead(listMyCallIns, {})
  const answer = useAct(answerCallIn, { refreshes: [listMyCallIns] })
  const open = mine.data?.items.find((one) => one.answer === null)
  if (!open) return null
  const reply = (word: 'accepted' | 'declined') => void answer.act({ regionId: open.regionId, callInId: open.id, answer: word })
  return (
    <aside className={style.note} role="status" aria-label={say(`ask.${open.kind}`, { n: open.minutes })}>
      <p className={style.head}>
        <Icon name="clock" size={15} />
        <b>{say(`ask.${open.kind}`, { n: open.minutes })}</b>
        <RelativeTime at={open.askedAt} />
      </p>
      <p className={style.quiet}>{pick(open.playbook)}</p>
      <div className={style.acts}>
        <Button type="primary" loading={answer.isBusy} onClick={() => reply('accepted')}>
          {say('ask.yes')}
        </Button>
        <Button onClick={() => reply('declined')}>{say('ask.no')}</Button>
      </div>
      {answer.refusal ? <RefusalNotice refusal={answer.refusal} inline /> : null}
    </aside>
  )
}
