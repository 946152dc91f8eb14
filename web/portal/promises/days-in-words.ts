/** Neighbouring days with the same hours in one. */
export function daysInWords(days: readonly (readonly string[])[], say: (key: string) => string): string {
  const runs: { from: number; to: number; hours: string }[] = []
  days.forEach((hours, day) => {
    const text = hours.join(' ') || say('promises.closed')
    const last = runs.at(-1)
    if (last?.hours === text) last.to = day
    else runs.push({ from: day, to: day, hours: text })
  })
  const name = (day: number) => say(`promises.day.${day}`)
  return runs
    .map(({ from, to, hours }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${hours}`)
    .join(' · ')
}
