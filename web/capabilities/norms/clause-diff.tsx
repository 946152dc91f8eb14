import { diffClauseVersions } from '@shouwen/contract/norms'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './clause-diff.module.css'

/** Every member that differs, with what stood there before and what stands there after. */
export function ClauseDiff({ clauseId, from, to }: { clauseId: string; from: number; to: number }) {
  const { say } = usePhrases('norms')
  const { data, error, refetch } = useRead(diffClauseVersions, { clauseId, from, to })
  if (error && !data) return <RefusalNotice refusal={error} inline onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} />
  if (data.changes.length === 0) return <EmptyState compact kind="done" title={say('diff.same')} />
  return (
    <ul className={style.changes} tabIndex={0} aria-label={say('diff.title', { from, to })}>
      {data.changes.map((change) => (
        <li key={change.path}>
          <code>{change.path.slice(1).split('/').join(' › ')}</code>
          {change.change === 'added' ? null : (
            <del>
              <span className="visually-hidden">{say('diff.before')}</span>
              {wordsOf(change.before)}
            </del>
          )}
          {change.change === 'removed' ? null : (
            <ins>
              <span className="visually-hidden">{say('diff.after')}</span>
              {wordsOf(change.after)}
            </ins>
          )}
        </li>
      ))}
    </ul>
  )
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ')
}
