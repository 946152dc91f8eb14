import type { Channel } from '@shouwen/contract/ticket-words'
import { confirmWithCustomer, recordContactAttempt } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input, Radio, Rate, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { type Closing, ClosingFields, closingInput, knownClosing } from './closing-fields.tsx'
import { channels, optionsOf } from './ticket-words.ts'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

/** Channels in which the customer can be asked back. */
const spoken: readonly Channel[] = ['phone', 'chat', 'email', 'hall', 'portal']

/** Asks the customer whether it is well: yes closes the ticket when nothing else is missing, no puts it back to work. */
export function ConfirmForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const confirm = useAct(confirmWithCustomer, { refreshes: [readTicket] })
  const attempt = useAct(recordContactAttempt, { refreshes: [readTicket] })
  const [channel, setChannel] = useState<Channel>(spoken.includes(ticket.channel) ? ticket.channel : 'phone')
  const [solved, setSolved] = useState<boolean>()
  const [satisfied, setSatisfied] = useState<boolean>()
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const [closing, setClosing] = useState<Closing>(() => knownClosing(ticket))
  const isComplaint = ticket.kind === 'complaint'
  const submit = async () => {
    const done = await confirm.act({
      ticketId: ticket.id,
      channel,
      solved: solved === true,
      ...(satisfied === undefined ? {} : { satisfied }),
      ...(score > 0 ? { score } : {}),
      ...(comment.trim() ? { comment: comment.trim() } : {}),
      ...(isComplaint && solved ? closingInput(closing) : {})
    })
    if (!done) return
    const words = done.ticket.status === 'closed' ? 'done.close' : solved ? 'done.confirm' : 'done.not-solved'
    toast({
      text: say(words, { number: ticket.number }),
      tone: done.stillMissing.length > 0 || !solved ? 'bad' : 'good'
    })
    onClose()
  }
  const notReached = async () => {
    if (
      !(await attempt.act({
        ticketId: ticket.id,
        channel,
        ...(comment.trim() ? { note: comment.trim().slice(0, 500) } : {})
      }))
    )
      return
    toast({ text: say('done.attempt', { number: ticket.number }) })
    onClose()
  }
  const attempts = ticket.confirmation?.attempts ?? []
  return (
    <VerbForm
      title={say('verb.confirm')}
      action={say('confirm.keep')}
      isReady={solved !== undefined}
      isBusy={confirm.isBusy}
      refusal={confirm.refusal ?? attempt.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {attempts.length > 0 ? (
        <p className={style.hint}>
          {say('confirm.attempts', { count: attempts.length })}{' '}
          <RelativeTime at={attempts.at(-1)?.at ?? ticket.statusAt} exact />
        </p>
      ) : null}
      <Labelled label={say('confirm.channel')}>
        {(ids) => (
          <Select
            {...ids}
            value={channel}
            onChange={setChannel}
            options={optionsOf(
              channels.filter((each) => each !== 'api'),
              'channel',
              say
            )}
          />
        )}
      </Labelled>
      <Labelled label={say('confirm.solved')} required>
        {(ids) => (
          <Radio.Group
            {...ids}
            optionType="button"
            value={solved}
            onChange={(event) => setSolved(event.target.value as boolean)}
            options={[
              { value: true, label: say('confirm.yes') },
              { value: false, label: say('confirm.no') }
            ]}
          />
        )}
      </Labelled>
      <Labelled label={say('confirm.satisfied')}>
        {(ids) => (
          <Radio.Group
            {...ids}
            optionType="button"
            value={satisfied}
            onChange={(event) => setSatisfied(event.target.value as boolean)}
            options={[
              { value: true, label: say('confirm.satisfied-yes') },
              { value: false, label: say('confirm.satisfied-no') }
            ]}
          />
        )}
      </Labelled>
      <Labelled label={say('confirm.score')}>
        {() => <Rate value={score} onChange={setScore} aria-label={say('confirm.score')} />}
      </Labelled>
      <Labelled label={say('confirm.comment')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={comment}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Labelled>
      {isComplaint && solved ? <ClosingFields value={closing} onChange={setClosing} /> : null}
      <Button loading={attempt.isBusy} onClick={() => void notReached()}>
        {say('confirm.not-reached')}
      </Button>
    </VerbForm>
  )
}
