import style from './data-list.module.css'
import type { DataListProps } from './data-list.tsx'
import { EmptyState } from './empty-state.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { Skeleton } from './skeleton.tsx'
import { useWords } from './words.ts'

/** What follows the rows: the next page, or why there are none. */
export function DataListEnd<Row>({
  rows,
  error,
  onRetry,
  isLoading,
  isEmpty,
  empty,
  hasMore,
  isReadingMore,
  onReadMore
}: DataListProps<Row> & { isEmpty: boolean }) {
  const { say } = useWords()
  if (error) return <RefusalNotice refusal={error} onRetry={onRetry} />
  if (isLoading && rows.length === 0)
    return (
      <div className={style.waiting} role="status" aria-label={say('loading')}>
        <Skeleton lines={12} height={14} />
      </div>
    )
  if (isEmpty) return <>{empty ?? <EmptyState title={say('list.empty')} />}</>
  if (!hasMore) return null
  return (
    <div className={style.more}>
      <button type="button" onClick={onReadMore} disabled={isReadingMore}>
        {isReadingMore ? say('loading') : say('list.more')}
      </button>
    </div>
  )
}
