import type { Static } from '@shouwen/contract/operation'
import { decidePause, listPauseAsks, listPausesToDecide, type PauseAsk } from '@shouwen/contract/ticket-pauses'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { useAct } from './act.ts'
import style from './decide-pause.module.css'
import { usePhrases } from './phrases.ts'

type Props = { ask: Pick<Static<typeof PauseAsk>, 'id' | 'ticketId'>; number: string }

/** The second person's two answers to a pause; declining says why. */
export function DecidePause({ ask, number }: Props) {
  const { say } = usePhrases('pauses')
  const decide = useAct(decidePause, { refreshes: [listPauseAsks, listPausesToDecide, readTicket] })
  const [note, setNote] = useState<string>()
  const answer = async (approved: boolean) => {
    const words = note?.trim()
    const done = await decide.act({ ticketId: ask.ticketId, askId: ask.id, approved, ...(words ? { note: words } : {}) })
    if (done) toast({ text: say(approved ? 'done.approved' : 'done.declined', { number }), tone: approved ? 'good' : undefined })
  }
  return (
    <>
      {note === undefined ? (
        <span className={style.acts}>
          <Button size="small" type="primary" loading={decide.isBusy} onClick={() => void answer(true)}>
            {say('approve')}
          </Button>
          <Button size="small" onClick={() => setNote('')}>
            {say('decline')}
          </Button>
        </span>
      ) : (
        <form
          className={style.acts}
          onSubmit={(event) => {
            event.preventDefault()
            void answer(false)
          }}
        >
          <Input
            size="small"
            autoFocus
            maxLength={300}
            value={note}
            placeholder={say('note')}
            aria-label={say('note')}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button size="small" htmlType="submit" disabled={note.trim() === ''} loading={decide.isBusy}>
            {say('decline')}
          </Button>
          <Button size="small" type="text" onClick={() => setNote(undefined)}>
            {say('leave')}
          </Button>
        </form>
      )}
      {decide.refusal ? <RefusalNotice refusal={decide.refusal} inline /> : null}
    </>
  )
}
