import { createWebhook, listWebhooks } from '@shouwen/contract/integrations'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { EventField } from './event-field.tsx'
import { SecretOnce } from './secret-once.tsx'
import style from './webhook-panel.module.css'

const ALL = 0

/** Adds a webhook; its secret is then shown this once. */
export function NewWebhookPanel({ onClose, onMade }: { onClose: () => void; onMade: (webhookId: string) => void }) {
  const { say } = usePhrases('integrations')
  const { staff, abilities } = useSession()
  const { regions, regionName } = useUnitOptions()
  const { act, isBusy, refusal } = useAct(createWebhook, { refreshes: [listWebhooks] })
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<string[]>([])
  const [region, setRegion] = useState<number>(staff.regionId)
  const [made, setMade] = useState<OutputOf<typeof createWebhook>>()
  const reachesAll = abilities.some(
    ({ verb, scope }) => scope === 'all' && (verb === 'webhook.write' || verb === 'webhook.*' || verb === '*')
  )
  const isUrl = /^https?:\/\/\S+$/.test(url.trim())
  const send = async () => {
    setMade(await act({ name: name.trim(), url: url.trim(), events, regionId: region === ALL ? null : region }))
  }
  if (made)
    return (
      <DetailPanel title={say('new.made', { name: made.name })} width={460} onClose={() => onMade(made.id)}>
        <SecretOnce secret={made.secret} onKept={() => onMade(made.id)} />
      </DetailPanel>
    )
  return (
    <DetailPanel title={say('new.title')} width={460} onClose={onClose}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isUrl && name.trim()) void send()
        }}
      >
        <Labelled label={say('column.name')} required>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              autoComplete="off"
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={say('column.url')} hint={say('new.url-hint')} required>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              inputMode="url"
              maxLength={500}
              placeholder="https://"
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={say('column.events')} hint={say('events.hint')}>
          {(ids) => <EventField {...ids} value={events} onChange={setEvents} />}
        </Labelled>
        {reachesAll ? (
          <Labelled label={say('column.region')}>
            {(ids) => (
              <Select
                {...ids}
                value={region}
                onChange={setRegion}
                options={[
                  { value: ALL, label: say('all-regions') },
                  ...regions.map((each) => ({ value: each.id, label: regionName(each.id) }))
                ]}
              />
            )}
          </Labelled>
        ) : null}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <div className={style.buttons}>
          <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isUrl || name.trim() === ''}>
            {say('new.make')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      </form>
    </DetailPanel>
  )
}
