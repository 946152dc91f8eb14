import {
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook
} from '@shouwen/contract/integrations'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { SecretOnce } from './secret-once.tsx'
import { WebhookForm } from './webhook-form.tsx'
import style from './webhook-panel.module.css'
import type { WebhookSearch } from './webhook-search.ts'
import { WebhookState } from './webhook-state.tsx'
import type { Webhook } from './webhooks.tsx'

/** One webhook: where it goes and for which events, its secret, a test, and every message with its fate. */
export function WebhookPanel({
  webhook,
  state,
  onState,
  onClose
}: {
  webhook: Webhook
  state: WebhookSearch['state']
  onState: (state: WebhookSearch['state']) => void
  onClose: () => void
}) {
  const { say } = usePhrases('integrations')
  const { regionName } = useUnitOptions()
  const [isEditing, setEditing] = useState(false)
  const [secret, setSecret] = useState<string>()
  const refreshes = [listWebhooks]
  const update = useAct(updateWebhook, { refreshes })
  const remove = useAct(deleteWebhook, { refreshes })
  const rotate = useAct(rotateWebhookSecret, { refreshes })
  const test = useAct(testWebhook, { refreshes: [listDeliveries] })
  const refusal = update.refusal ?? remove.refusal ?? rotate.refusal ?? test.refusal
  const isHub = webhook.kind === 'hub'
  const at = { webhookId: webhook.id }
  const setActive = async (active: boolean) => {
    if (await update.act({ ...at, active }))
      toast({
        text: say(active ? 'act.started' : 'act.stopped'),
        undo: () => void update.act({ ...at, active: !active })
      })
  }
  return (
    <DetailPanel title={webhook.name} width={560} onClose={onClose}>
      {secret ? <SecretOnce secret={secret} onKept={() => setSecret(undefined)} /> : null}
      {isEditing ? (
        <WebhookForm webhook={webhook} onDone={() => setEditing(false)} />
      ) : (
        <FieldList
          fields={[
            { label: say('column.state'), value: <WebhookState webhook={webhook} /> },
            ...(webhook.failingSince
              ? [{ label: say('failing-since'), value: <RelativeTime at={webhook.failingSince} /> }]
              : []),
            { label: say('column.url'), value: <span style={{ overflowWrap: 'anywhere' }}>{webhook.url}</span> },
            {
              label: say('column.events'),
              value: webhook.events.length === 0 ? say('events.all') : webhook.events.join(', ')
            },
            ...(webhook.query ? [{ label: say('query'), value: <code>{webhook.query}</code> }] : []),
            {
              label: say('column.region'),
              value: webhook.regionId === null ? say('all-regions') : regionName(webhook.regionId)
            },
            {
              label: say('column.kind'),
              value: isHub ? say('kind.hub-of', { face: webhook.face ?? '' }) : say('kind.webhook')
            }
          ]}
        />
      )}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      {isEditing ? null : (
        <div className={`${style.buttons} ${style.acts}`}>
          {isHub ? null : (
            <Button
              loading={test.isBusy}
              disabled={!webhook.active}
              onClick={async () => {
                if (await test.act(at)) toast({ text: say('act.tested'), tone: 'good' })
              }}
            >
              {say('act.test')}
            </Button>
          )}
          <Button onClick={() => setEditing(true)}>{say('act.edit')}</Button>
          <Button loading={update.isBusy} onClick={() => void setActive(!webhook.active)}>
            {say(webhook.active ? 'act.stop' : 'act.start')}
          </Button>
          {isHub ? null : (
            <ConfirmByName
              name={webhook.name}
              explanation={say('act.rotate-text')}
              action={say('act.rotate')}
              onConfirm={async () => setSecret((await rotate.act(at))?.secret)}
            >
              <Button>{say('act.rotate')}</Button>
            </ConfirmByName>
          )}
          <ConfirmByName
            name={webhook.name}
            explanation={say('act.delete-text')}
            action={say('act.delete')}
            onConfirm={async () => {
              if (await remove.act(at)) onClose()
            }}
          >
            <Button danger>{say('act.delete')}</Button>
          </ConfirmByName>
        </div>
      )}
      <DeliveryLog webhookId={webhook.id} state={state} onState={onState} />
    </DetailPanel>
  )
}
