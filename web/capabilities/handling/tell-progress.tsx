import { readRoom } from '@shouwen/contract/handling-room'
import { answerTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './handling.module.css'

/** News for the customer while departments work; it keeps this round of the clock and begins the next. @norm TK-16 */
export function TellProgress({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('handling')
  const tell = useAct(answerTicket, { refreshes: [readRoom, readTicket] })
  const [body, setBody] = useState('')
  const send = async () => {
    if (!(await tell.act({ ticketId, body: body.trim() }))) return
    setBody('')
    toast({ text: say('progress.told'), tone: 'good' })
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Input.TextArea aria-label={say('progress.words')} placeholder={say('progress.words')} value={body} maxLength={4000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setBody(event.target.value)} />
      {tell.refusal ? <RefusalNotice refusal={tell.refusal} inline /> : null}
      <div className={style.acts}>
        <Button htmlType="submit" loading={tell.isBusy} disabled={body.trim() === ''}>
          {say('progress.tell')}
        </Button>
      </div>
    </form>
  )
}
