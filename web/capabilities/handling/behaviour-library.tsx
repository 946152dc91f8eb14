import { readBehaviourLibrary } from '@shouwen/contract/handling-cards'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Page } from '#ui/page.tsx'
import { BehaviourBook } from './behaviour-book.tsx'
import style from './handling.module.css'

/** Every book by behaviour with how often it was used and how it worked; no complaint and no customer in it. @norm TK-55 */
export function BehaviourLibrary() {
  const { say, pick } = usePhrases('handling')
  const { data, error, refetch } = useRead(readBehaviourLibrary, {})
  return (
    <Page title={say('book.library')} isLoading={!data} error={error} onRetry={() => void refetch()}>
      <p className={style.quiet}>{say('book.library-hint', { from: data?.from ?? '', to: data?.to ?? '' })}</p>
      <div className={style.columns}>
        {data?.items.map((book) => (
          <section key={book.code} className={style.part}>
            <h2>
              {pick(book)}
              <small>{book.uses > 0 ? say('book.counts', { uses: book.uses, calmer: book.calmer }) : say('book.unused')}</small>
            </h2>
            {book.outcomes.length > 0 ? <span className={style.quiet}>{book.outcomes.map((one) => `${pick(one)} ${one.uses}`).join(' · ')}</span> : null}
            <BehaviourBook book={book} />
          </section>
        ))}
      </div>
    </Page>
  )
}
