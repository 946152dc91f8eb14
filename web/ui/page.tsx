import { type ReactNode, useEffect } from 'react'
import { EmptyState } from './empty-state.tsx'
import style from './page.module.css'
import { type RefusalFacts, RefusalNotice } from './refusal-notice.tsx'
import { Skeleton } from './skeleton.tsx'
import { useWords } from './words.ts'

export type PageProps = {
  title: string
  /** Small facts beside the title: a count, a status. */
  meta?: ReactNode
  /** Buttons at the right end of the title line. */
  actions?: ReactNode
  /** Above the title: the way back. */
  trail?: ReactNode
  /** Under the title line: tabs or filters. */
  bar?: ReactNode
  /** Beside the content: a DetailPanel, or undefined. */
  panel?: ReactNode
  /** The content scrolls by itself and reaches the edges (lists, desks). Else the page scrolls with a margin. */
  fill?: boolean
  isLoading?: boolean
  error?: RefusalFacts | null
  onRetry?: () => void
  children: ReactNode
}

/**
 * Every screen: one heading, its actions, and the four states. Loading shows only when there is nothing yet, so a re-read
 * never blanks the page; an error with code `not-permitted` or `not-found` is told as such.
 */
export function Page({
  title,
  meta,
  actions,
  trail,
  bar,
  panel,
  fill,
  isLoading,
  error,
  onRetry,
  children
}: PageProps) {
  useEffect(() => {
    document.title = `${title} · 首问 Shouwen`
  }, [title])
  return (
    <div className={style.page}>
      <section className={style.head} aria-label={title}>
        {trail ? <div className={style.trail}>{trail}</div> : null}
        <div className={style.line}>
          <h1 className={style.title}>{title}</h1>
          {meta ? <div className={style.meta}>{meta}</div> : null}
          {actions ? <div className={style.actions}>{actions}</div> : null}
        </div>
        {bar ? <div className={style.bar}>{bar}</div> : null}
      </section>
      <div className={style.body}>
        <main className={fill ? style.fill : style.content} id="content" tabIndex={-1}>
          {stateOf(error, isLoading, onRetry) ?? children}
        </main>
        {panel}
      </div>
    </div>
  )
}

function stateOf(error: RefusalFacts | null | undefined, isLoading: boolean | undefined, onRetry?: () => void) {
  if (error?.code === 'not-permitted') return <NoPermission />
  if (error?.code === 'not-found') return <NotFound />
  if (error) return <RefusalNotice refusal={error} onRetry={onRetry} />
  if (isLoading) return <Loading />
  return undefined
}

/** The page is there, but not for this person. `whole` where no Page is around it. */
export function NoPermission({ whole }: { whole?: boolean }) {
  const { say } = useWords()
  const state = (
    <EmptyState kind="locked" title={say('no-permission.title')} heading={whole ? 'h1' : 'p'}>
      {say('no-permission.text')}
    </EmptyState>
  )
  return whole ? <main id="content">{state}</main> : state
}

/** Nothing has this address, or it may not be seen. `whole` where no Page is around it. */
export function NotFound({ whole }: { whole?: boolean }) {
  const { say } = useWords()
  const state = (
    <EmptyState kind="nothing" title={say('not-found.title')} heading={whole ? 'h1' : 'p'}>
      {say('not-found.text')}
    </EmptyState>
  )
  return whole ? <main id="content">{state}</main> : state
}

/** The first read of a page. */
export function Loading() {
  const { say } = useWords()
  return (
    <div className={style.loading} role="status" aria-label={say('loading')}>
      <Skeleton lines={8} height={14} />
    </div>
  )
}
