import { listDeliveries, resendDeliveries, resendDelivery } from '@shouwen/contract/integrations'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button, Popover } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { InstantField } from '#ui/instant-field.tsx'
import { now } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './webhook-panel.module.css'
import { deliveryStates, type WebhookSearch } from './webhook-search.ts'

type Delivery = OutputOf<typeof listDeliveries>['items'][number]
const tone: Record<Delivery['state'], Tone> = { waiting: 'info', delivered: 'good', failed: 'bad', dropped: 'neutral' }

/** Every message of a webhook, newest first, with the answer it got; each can be sent again, or all of a period. */
export function DeliveryLog({
  webhookId,
  state,
  onState
}: {
  webhookId: string
  state: WebhookSearch['state']
  onState: (state: WebhookSearch['state']) => void
}) {
  const { say } = usePhrases('integrations')
  const log = useReadPages(listDeliveries, { webhookId, limit: 30, ...(state ? { state } : {}) }, { keep: true })
  return (
    <section className={style.log} aria-labelledby="delivery-log">
      <header>
        <h3 id="delivery-log">{say('log.title')}</h3>
        <IconButton icon="refresh" size="small" label={say('log.refresh')} onClick={log.retry} />
        <ResendPeriod webhookId={webhookId} />
      </header>
      <Segments
        label={say('column.state')}
        value={state ?? 'all'}
        options={[
          { id: 'all', label: say('log.all') },
          ...deliveryStates.map((each) => ({ id: each, label: say(`delivery.${each}`) }))
        ]}
        onChange={(id) => onState(deliveryStates.find((each) => each === id))}
      />
      {log.error ? <RefusalNotice refusal={log.error} inline onRetry={log.retry} /> : null}
      {log.isLoading ? <Skeleton lines={5} /> : null}
      {!log.isLoading && !log.error && log.items.length === 0 ? <EmptyState compact title={say('log.none')} /> : null}
      <ul>
        {log.items.map((delivery) => (
          <DeliveryLine key={delivery.id} webhookId={webhookId} delivery={delivery} />
        ))}
      </ul>
      {log.hasMore ? (
        <Button size="small" loading={log.isReadingMore} onClick={log.readMore}>
          {say('log.more')}
        </Button>
      ) : null}
    </section>
  )
}

function DeliveryLine({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const { say } = usePhrases('integrations')
  const { act, isBusy, refusal } = useAct(resendDelivery, { refreshes: [listDeliveries] })
  const facts = [
    delivery.responseStatus === null ? undefined : `HTTP ${delivery.responseStatus}`,
    delivery.failure ? say(`failure.${delivery.failure}`) : undefined,
    delivery.durationMs === null ? undefined : `${delivery.durationMs} ms`,
    delivery.attempts > 1 ? say('log.attempts', { count: delivery.attempts }) : undefined
  ].filter((each) => each !== undefined)
  return (
    <li>
      <div>
        <p>
          <StatusTag tone={tone[delivery.state]} settled={delivery.state !== 'waiting'}>
            {say(`delivery.${delivery.state}`)}
          </StatusTag>
          <code>{delivery.eventType}</code>
          <RelativeTime at={delivery.createdAt} exact />
        </p>
        <p className={style.quiet}>
          {facts.join(' · ')}
          {delivery.nextAt && delivery.state === 'waiting' && delivery.attempts > 0 ? (
            <>
              {' · '}
              {say('log.next')} <RelativeTime at={delivery.nextAt} exact />
            </>
          ) : null}
        </p>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      </div>
      <Button
        size="small"
        loading={isBusy}
        onClick={async () => {
          if (await act({ webhookId, deliveryId: delivery.id })) toast({ text: say('log.resent'), tone: 'good' })
        }}
      >
        {say('log.resend')}
      </Button>
    </li>
  )
}

function ResendPeriod({ webhookId }: { webhookId: string }) {
  const { say } = usePhrases('integrations')
  const { act, isBusy, refusal } = useAct(resendDeliveries, { refreshes: [listDeliveries] })
  const [isOpen, setOpen] = useState(false)
  const [from, setFrom] = useState(() => dayjs(now()).subtract(1, 'day').toISOString())
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <form
          className={style.form}
          style={{ width: 260 }}
          onSubmit={(event) => {
            event.preventDefault()
            void act({ webhookId, from, onlyFailed: true }).then((done) => {
              if (!done) return
              toast({ text: say('log.resent-many', { count: done.count }), tone: 'good' })
              setOpen(false)
            })
          }}
        >
          <p className={style.quiet}>{say('log.resend-text')}</p>
          <InstantField aria-label={say('log.from')} required value={from} onChange={(next) => next && setFrom(next)} />
          {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {say('log.resend-failed')}
          </Button>
        </form>
      }
    >
      <Button size="small">{say('log.resend-failed')}</Button>
    </Popover>
  )
}
