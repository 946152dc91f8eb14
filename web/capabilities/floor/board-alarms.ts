/** One figure of one queue (or of the whole floor) and how it is marked. */
export type Mark = { key: string; level: 'calm' | 'warn' | 'alarm' }

/** The marks that became an alarm since the last look: each sounds once, and again only after it had been calm. */
export function newAlarms(sounded: ReadonlySet<string>, marks: readonly Mark[]): { fresh: string[]; sounded: Set<string> } {
  const alarms = marks.filter((mark) => mark.level === 'alarm').map((mark) => mark.key)
  const stillUp = new Set(marks.filter((mark) => mark.level !== 'calm').map((mark) => mark.key))
  const fresh = alarms.filter((key) => !sounded.has(key))
  return { fresh, sounded: new Set([...[...sounded].filter((key) => stillUp.has(key)), ...fresh]) }
}
