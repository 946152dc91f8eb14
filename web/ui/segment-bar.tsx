import type { Segment } from './promise-why.tsx'
import style from './segment-bar.module.css'
import { instantOf } from './time.ts'
import { useWords } from './words.ts'

/**
 * The segments of a promise to scale: solid where the clock counted, hatched where it rested, with a needle at the
 * present (or where it was settled). Long rests are drawn shorter so that a night does not hide ten minutes of work.
 */
export function SegmentBar({
  segments,
  nowMs,
  settledAt
}: {
  segments: readonly Segment[]
  nowMs: number
  settledAt?: string
}) {
  const words = useWords()
  const at = settledAt ? Date.parse(settledAt) : nowMs
  const widths = widthsOf(segments)
  const needle = placeOf(segments, widths, at)
  if (segments.length === 0) return null
  return (
    <div className={style.bar} aria-hidden>
      {segments.map((segment, index) => (
        <span
          key={segment.from}
          className={segment.counts ? style.counts : style.rests}
          style={{ width: `${(widths[index] ?? 0) * 100}%` }}
          title={`${segment.reason}\n${instantOf(segment.from, words)} – ${instantOf(segment.to, words)}`}
        />
      ))}
      {needle === undefined ? null : <span className={style.needle} style={{ left: `${needle * 100}%` }} />}
    </div>
  )
}

/** Share of the bar each segment takes; they add up to 1. A rest takes a third of the counted time at most. */
export function widthsOf(segments: readonly Segment[]): number[] {
  const spans = segments.map((each) => Math.max(1, Date.parse(each.to) - Date.parse(each.from)))
  const counted = spans.filter((_, index) => segments[index]?.counts).reduce((a, b) => a + b, 0) || 1
  const weights = spans.map((span, index) =>
    segments[index]?.counts ? Math.max(span, counted * 0.04) : Math.min(span, counted * 0.35)
  )
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / total)
}

/** Where an instant stands on the bar, 0 to 1; undefined outside it. */
export function placeOf(segments: readonly Segment[], widths: readonly number[], at: number): number | undefined {
  let left = 0
  for (const [index, segment] of segments.entries()) {
    const from = Date.parse(segment.from)
    const to = Date.parse(segment.to)
    const width = widths[index] ?? 0
    if (at >= from && at <= to) return left + (to > from ? ((at - from) / (to - from)) * width : 0)
    left += width
  }
  return undefined
}
