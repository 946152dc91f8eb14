import { listPromises } from '@shouwen/contract/promises'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Block } from './block.tsx'
import style from './clause-page.module.css'

/** Promises of this clause that are not yet done, the strictest first. */
export function ClauseRunning({ clauseId }: { clauseId: string }) {
  const { say } = usePhrases('norms')
  const { unitName } = useUnitOptions()
  const promises = useReadPages(listPromises, { clauseId, limit: 8 })
  return (
    <Block
      title={say('running.title')}
      flush
      aside={
        promises.isLoading || promises.error ? undefined : `${promises.items.length}${promises.hasMore ? '+' : ''}`
      }
    >
      {promises.error ? <RefusalNotice refusal={promises.error} inline onRetry={promises.retry} /> : null}
      {promises.isLoading ? (
        <div className={style.pad}>
          <Skeleton lines={3} />
        </div>
      ) : null}
      {!promises.isLoading && !promises.error && promises.items.length === 0 ? (
        <p className={`${style.quiet} ${style.pad}`}>{say('running.none')}</p>
      ) : null}
      <ul className={style.running}>
        {promises.items.map((promise) => (
          <li key={promise.id}>
            <ExplainedPromise promise={promise} size="small" />
            <span className={style.grow}>{unitName(promise.unitId) ?? ''}</span>
            <RelativeTime at={promise.startedAt} />
            <Link to="/promises/$promiseId" params={{ promiseId: promise.id }}>
              {say('running.open')}
            </Link>
          </li>
        ))}
      </ul>
      {promises.hasMore ? (
        <div className={style.pad}>
          <Button size="small" loading={promises.isReadingMore} onClick={promises.readMore}>
            {say('running.more')}
          </Button>
        </div>
      ) : null}
    </Block>
  )
}
