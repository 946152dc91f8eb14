import type { ImportView } from '@shouwen/contract/import-words'
import { downloadImportFaults, getImport, listImports, resumeImport, stopImport, undoImport } from '@shouwen/contract/imports'
import { Button, Progress } from 'antd'
import { useAct } from '#lib/act.ts'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { Icon } from '#ui/icon.tsx'
import { NumberStat } from '#ui/number-stat.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './import-panel.module.css'
import { ImportState, shareOf } from './import-state.tsx'

type Ref = { regionId: number; importId: string }
const refreshes = [getImport, listImports]

/** One import: how far it is, what came of its rows, the file of those that failed; stop, go on, take back. */
export function ImportPanel({ regionId, importId, onClose }: Ref & { onClose: () => void }) {
  const { say } = usePhrases('imports')
  const ref = { regionId, importId }
  const read = useRead(getImport, ref)
  // Between two events the figures are asked for again, so that the bar moves.
  const isMoving = read.data?.state === 'running' || read.data?.state === 'undoing'
  useRead(getImport, ref, isMoving ? { everyMs: 1_000 } : {})
  const one = read.data
  return (
    <DetailPanel title={one?.fileName ?? say('one')} width={440} onClose={onClose}>
      {read.error && !one ? <RefusalNotice refusal={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isPending ? <Skeleton lines={6} /> : null}
      {one ? <Told one={one} /> : null}
    </DetailPanel>
  )
}

function Told({ one }: { one: ImportView }) {
  const { say } = usePhrases('imports')
  const { regionName } = useUnitOptions()
  const share = shareOf(one)
  const isMoving = one.state === 'running' || one.state === 'undoing'
  const stats = (
    one.state === 'undone' || one.state === 'undoing'
      ? (['undone', 'kept'] as const)
      : (['imported', 'repeated', 'failed'] as const)
  ).map((id) => ({ id, value: one[id] }))
  return (
    <div className={style.panel}>
      <div role="status" aria-live="polite">
        <ImportState one={one} />
      </div>
      {isMoving || one.state === 'stopped' ? (
        <div>
          <Progress
            aria-label={say('progress')}
            percent={share ?? 0}
            size="small"
            showInfo={share !== undefined}
            status={isMoving ? 'active' : 'normal'}
          />
          <p className={style.quiet}>
            {say('rows-of', { position: one.position, total: one.total ?? '…' })}
          </p>
        </div>
      ) : null}
      <div className={style.stats}>
        {stats.map(({ id, value }) => (
          <NumberStat
            key={id}
            label={say(`column.${id}`)}
            value={value}
            tone={id === 'failed' && value > 0 ? 'bad' : 'neutral'}
            formula={say(`meaning.${id}`)}
          />
        ))}
      </div>
      {one.failure ? (
        <p className={style.failure} role="alert">
          {say('failure', { code: one.failure })}
        </p>
      ) : null}
      <ImportActs one={one} />
      <FieldList
        fields={[
          { label: say('column.kind'), value: say(`kind.${one.kind}`) },
          { label: say('source'), value: one.source },
          { label: say('region'), value: regionName(one.regionId) },
          {
            label: say('column.by'),
            value: one.createdBy ? `${one.createdBy.name} ${one.createdBy.jobNumber}` : say('by-command')
          },
          { label: say('column.at'), value: <RelativeTime at={one.createdAt} exact /> },
          ...(one.finishedAt ? [{ label: say('finished'), value: <RelativeTime at={one.finishedAt} exact /> }] : [])
        ]}
      />
    </div>
  )
}

function ImportActs({ one }: { one: ImportView }) {
  const { say } = usePhrases('imports')
  const stop = useAct(stopImport, { refreshes })
  const resume = useAct(resumeImport, { refreshes })
  const undo = useAct(undoImport, { refreshes })
  const ref = { regionId: one.regionId, importId: one.id }
  const refusal = stop.refusal ?? resume.refusal ?? undo.refusal
  return (
    <>
      <div className={style.acts}>
        {one.failed > 0 ? (
          <Button icon={<Icon name="import" size={15} />} href={addressOf(downloadImportFaults, ref)} download>
            {say('act.faults')}
          </Button>
        ) : null}
        {one.state === 'running' ? (
          <Button loading={stop.isBusy} onClick={() => void stop.act(ref)}>
            {say('act.stop')}
          </Button>
        ) : null}
        {one.state === 'stopped' || one.state === 'failed' ? (
          <Button type="primary" loading={resume.isBusy} onClick={() => void resume.act(ref)}>
            {say('act.resume')}
          </Button>
        ) : null}
        {['done', 'stopped', 'failed'].includes(one.state) && one.imported > 0 ? (
          <ConfirmByName
            name={one.fileName}
            explanation={say(`act.undo-${one.kind}`)}
            action={say('act.undo')}
            onConfirm={() => undo.act(ref)}
          >
            <Button danger>{say('act.undo')}</Button>
          </ConfirmByName>
        ) : null}
      </div>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </>
  )
}
