import { listWebhooks, updateWebhook } from '@shouwen/contract/integrations'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { EventField } from './event-field.tsx'
import style from './webhook-panel.module.css'
import type { Webhook } from './webhooks.tsx'

/** Changes name, address and events of a webhook. */
export function WebhookForm({ webhook, onDone }: { webhook: Webhook; onDone: () => void }) {
  const { say } = usePhrases('integrations')
  const { act, isBusy, refusal } = useAct(updateWebhook, { refreshes: [listWebhooks] })
  const [name, setName] = useState(webhook.name)
  const [url, setUrl] = useState(webhook.url)
  const [events, setEvents] = useState(webhook.events)
  const isReady = name.trim() !== '' && /^https?:\/\/\S+$/.test(url.trim())
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady)
          void act({ webhookId: webhook.id, name: name.trim(), url: url.trim(), events }).then(
            (done) => done && onDone()
          )
      }}
    >
      <Labelled label={say('column.name')}>
        {(ids) => (
          <Input {...ids} autoFocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Labelled>
      <Labelled label={say('column.url')}>
        {(ids) => (
          <Input
            {...ids}
            inputMode="url"
            maxLength={500}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Labelled>
      {webhook.kind === 'hub' ? null : (
        <Labelled label={say('column.events')} hint={say('events.hint')}>
          {(ids) => <EventField {...ids} value={events} onChange={setEvents} />}
        </Labelled>
      )}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.buttons}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isReady}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </form>
  )
}
