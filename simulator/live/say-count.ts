import type { LiveCentre } from './live-centre.ts'

/** How it goes, in one line. */
export function sayCount({ count, inside, seconds }: LiveCentre): string {
  const met = count.answered + count.gaveUp
  const level = met > 0 ? `${Math.round((100 * count.answeredInTime) / met)} %` : '—'
  const waits = count.waits.toSorted((a, b) => a - b)
  const median = waits[Math.floor(waits.length / 2)]
  const parts = [
    `${Math.round(seconds())} s`,
    `来 came ${count.chatsStarted} chats + ${count.callsStarted} calls`,
    `在 inside ${inside()}`,
    `接 met ${count.answered} (${level} in time${median === undefined ? '' : `, median ${median.toFixed(1)} s`})`,
    `弃 gave up ${count.gaveUp}`,
    `毕 served ${count.served}`,
    `评 rated ${count.rated}`,
    `休 breaks ${count.breaks}`
  ]
  if (count.turnedAway) parts.push(`拒 turned away ${count.turnedAway}`)
  if (count.keptOutside) parts.push(`kept outside ${count.keptOutside}`)
  if (count.wentAway) parts.push(`goes on by mail ${count.wentAway}`)
  for (const [what, n] of count.troubles) parts.push(`! ${what} × ${n}`)
  return parts.join(' · ')
}
