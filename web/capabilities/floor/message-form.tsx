import { listFloorMessages, sendFloorMessage } from '@shouwen/contract/floor-board'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './panel.module.css'

const SHOWN = 3

/** A word to the person at the seat, and whether the last ones were read. */
export function MessageForm({ regionId, staffId }: { regionId: number; staffId: string }) {
  const { say } = usePhrases('floor')
  const sent = useRead(listFloorMessages, { regionId, staffId })
  const send = useAct(sendFloorMessage, { refreshes: [listFloorMessages] })
  const [body, write] = useState('')
  const submit = async () => {
    if (await send.act({ regionId, staffId, body: body.trim() })) write((now) => (now === body ? '' : now))
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Labelled label={say('message.title')} hint={say('message.hint')}>
        {(ids) => <Input.TextArea {...ids} rows={2} value={body} maxLength={500} onChange={({ target }) => write(target.value)} />}
      </Labelled>
      {send.refusal ? <RefusalNotice refusal={send.refusal} inline /> : null}
      <Button htmlType="submit" loading={send.isBusy} disabled={!body.trim()}>
        {say('message.send')}
      </Button>
      <ul className={style.rows}>
        {(sent.data?.items ?? []).slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <span>{one.body}</span>
            <span className={style.when}>
              <RelativeTime at={one.sentAt} />{' '}
              <StatusTag tone={one.readAt ? 'good' : 'warn'} settled={one.readAt !== null}>
                {say(one.readAt ? 'message.read' : 'message.unread')}
              </StatusTag>
            </span>
          </li>
        ))}
      </ul>
    </form>
  )
}
