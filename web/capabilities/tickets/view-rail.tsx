import type { OutputOf } from '@shouwen/contract/operation'
import type { countViews, listViews } from '@shouwen/contract/ticket-views'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './view-rail.module.css'

type View = OutputOf<typeof listViews>['items'][number]
type Count = OutputOf<typeof countViews>['items'][number]

/** The views one under the other, each with how many tickets it holds; side by side on a phone. */
export function ViewRail({
  views,
  counts,
  current,
  onChoose,
  children
}: {
  views: readonly View[]
  counts: readonly Count[] | undefined
  current: string | undefined
  onChoose: () => void
  children?: ReactNode
}) {
  const { say } = usePhrases('tickets')
  const groups = [
    { id: 'product', views: views.filter((view) => view.builtIn) },
    { id: 'mine', views: views.filter((view) => !view.builtIn && view.mine) },
    { id: 'shared', views: views.filter((view) => !view.builtIn && !view.mine) }
  ].filter((group) => group.views.length > 0)
  return (
    <nav className={style.rail} aria-label={say('view.label')}>
      {views.length === 0 ? <Skeleton lines={7} height={14} /> : null}
      {groups.map((group) => (
        <div key={group.id} className={style.group}>
          {group.id === 'product' ? null : <h2 className={style.head}>{say(`view.group-${group.id}`)}</h2>}
          {group.views.map((view) => (
            <ViewLink
              key={view.key}
              view={view}
              count={counts?.find((each) => each.key === view.key)}
              isCurrent={view.key === current}
              onChoose={onChoose}
            />
          ))}
        </div>
      ))}
      <div className={style.foot}>{children}</div>
    </nav>
  )
}

function ViewLink({
  view,
  count,
  isCurrent,
  onChoose
}: {
  view: View
  count: Count | undefined
  isCurrent: boolean
  onChoose: () => void
}) {
  const { pick } = usePhrases('tickets')
  const tone = count && count.count > 0 ? { broken: style.broken, 'at-risk': style.risk }[view.key] : undefined
  return (
    <Link
      to="/tickets"
      search={{ view: view.key }}
      className={`${style.view} ${isCurrent ? style.current : ''}`}
      aria-current={isCurrent ? 'page' : undefined}
      activeProps={{}}
      onClick={onChoose}
    >
      <span className={style.name}>{pick(view.name)}</span>
      {count ? (
        <span className={`${style.count} ${tone ?? ''}`}>{count.more ? `${count.count}+` : count.count}</span>
      ) : null}
    </Link>
  )
}
