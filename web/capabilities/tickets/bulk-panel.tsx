import type { InputOf } from '@shouwen/contract/operation'
import { previewBulkChange, startBulkChange } from '@shouwen/contract/ticket-bulk'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './bulk-panel.module.css'
import { BulkProgress } from './bulk-progress.tsx'
import { type BulkOrder, BulkSteps, type BulkVerb, bulkVerbs } from './bulk-steps.tsx'

export type Selection = Pick<InputOf<typeof previewBulkChange>, 'ids' | 'filter' | 'viewKey'>

/** One change for many tickets: what is done, how many it would reach, and then how it goes, with the way back. */
export function BulkPanel({
  selection,
  count,
  verb: first,
  onStarted,
  onClose
}: {
  selection: Selection
  /** How many are selected; undefined when it is a whole view. */
  count: number | undefined
  verb: BulkVerb
  onStarted: () => void
  onClose: () => void
}) {
  const { say } = usePhrases('tickets')
  const start = useAct(startBulkChange)
  const [verb, setVerb] = useState(first)
  const [order, setOrder] = useState<BulkOrder>()
  const [bulk, setBulk] = useState<{ id: string; total: number }>()
  const preview = useRead(
    previewBulkChange,
    { ...selection, ...order },
    { enabled: order !== undefined && !bulk, keep: true }
  )
  const go = async () => {
    if (!order) return
    const begun = await start.act({ ...selection, ...order })
    if (!begun) return
    setBulk({ id: begun.id, total: begun.total })
    onStarted()
  }
  const title = count === undefined ? say('bulk.title-all') : say('bulk.title', { count })
  if (bulk)
    return (
      <DetailPanel title={say('bulk.title', { count: bulk.total })} width={372} onClose={onClose}>
        <BulkProgress bulkId={bulk.id} />
      </DetailPanel>
    )
  const possible = order ? preview.data?.possible : undefined
  return (
    <DetailPanel
      title={title}
      width={372}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" disabled={!possible} loading={start.isBusy} onClick={() => void go()}>
            {possible ? say('bulk.go', { count: possible }) : say('bulk.go-none')}
          </Button>
          <Button onClick={onClose}>{say('verb.leave')}</Button>
        </>
      }
    >
      <div className={style.panel}>
        <Segmented
          block
          size="small"
          value={verb}
          onChange={(next) => {
            setVerb(next)
            setOrder(undefined)
          }}
          options={bulkVerbs.map((each) => ({ value: each, label: say(`bulk.${each}`) }))}
        />
        <BulkSteps key={verb} verb={verb} onOrder={setOrder} />
        {order ? (
          <section className={style.preview} aria-live="polite" aria-label={say('bulk.preview')}>
            {preview.error ? (
              <RefusalNotice refusal={preview.error} inline />
            ) : preview.data ? (
              <dl>
                <div>
                  <dt>{say('bulk.total')}</dt>
                  <dd>{preview.data.total}</dd>
                </div>
                <div>
                  <dt>{say('bulk.possible')}</dt>
                  <dd>{preview.data.possible}</dd>
                </div>
                {preview.data.notPermitted > 0 ? (
                  <div className={style.left}>
                    <dt>{say('bulk.not-permitted')}</dt>
                    <dd>{preview.data.notPermitted}</dd>
                  </div>
                ) : null}
                {preview.data.statusNotPossible > 0 ? (
                  <div className={style.left}>
                    <dt>{say('bulk.status-not-possible')}</dt>
                    <dd>{preview.data.statusNotPossible}</dd>
                  </div>
                ) : null}
              </dl>
            ) : (
              <Skeleton lines={2} />
            )}
          </section>
        ) : null}
        {start.refusal ? <RefusalNotice refusal={start.refusal} inline /> : null}
      </div>
    </DetailPanel>
  )
}
