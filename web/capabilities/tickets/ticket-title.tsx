import { usePhrases } from '#lib/phrases.ts'
import type { ListRow } from './ticket-columns.tsx'
import { KindMark } from './ticket-marks.tsx'
import style from './ticket-title.module.css'

type Range = { start: number; end: number }

/** A ticket's title in a list, with what must not be overlooked before it and, when it was searched for, why it was found after it. */
export function TicketTitle({ row, number, isFound }: { row: ListRow; number: boolean; isFound: boolean }) {
  const { say } = usePhrases('tickets')
  const found = isFound && 'excerpt' in row ? row : undefined
  return (
    <span className={style.title}>
      <KindMark kind={row.kind} />
      {row.customerWroteAt ? (
        <span
          className={style.wrote}
          role="img"
          aria-label={say('list.customer-wrote')}
          title={say('list.customer-wrote')}
        />
      ) : null}
      {row.major ? <span className={style.major}>{say('ticket.major')}</span> : null}
      <span className={`${style.text} ${row.customerWroteAt ? style.waiting : ''}`} title={row.title}>
        {found ? <Highlighted text={row.title} ranges={found.titleRanges} /> : row.title}
        {found ? (
          <span className={style.excerpt}>
            {' — '}
            {found.excerpt.cutBefore ? '…' : ''}
            <Highlighted text={found.excerpt.text} ranges={found.excerpt.ranges} />
            {found.excerpt.cutAfter ? '…' : ''}
          </span>
        ) : null}
      </span>
      {row.childCount > 0 ? (
        <span className={style.children} title={say('list.children', { count: row.childCount })}>
          ⑂ {row.childCount}
        </span>
      ) : null}
      {number ? <span className={style.number}>{row.number}</span> : null}
    </span>
  )
}

/** A text with what answered the query marked. Ranges ascend and do not overlap. */
export function Highlighted({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  const parts = ranges.flatMap((range, index) => [
    text.slice(ranges[index - 1]?.end ?? 0, range.start),
    <mark key={range.start} className={style.mark}>
      {text.slice(range.start, range.end)}
    </mark>
  ])
  return (
    <>
      {parts}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  )
}
