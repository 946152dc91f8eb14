import type { Phrase } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import type { Ticket } from '#capabilities/tickets'

/** A stored file that belongs to a case: put into the pack under `path`, if its bytes are still what they were. */
export type PackFile = { path: string; name: string; sha256: string; kind: 'file' | 'recording' }

/** One line of the timeline a person reads. */
export type PackMoment = {
  at: string
  zh: string
  en: string
  by?: string | null
  body?: string | null
  internal?: boolean
}

/** What one capability knows of a case. */
export type PackSection = {
  title: Phrase
  /**
   * Becomes `case/<kind>.json`; dates are written as instants. A member `internal: true` marks what was said among ourselves: its `body` is
   * left out where that is asked.
   */
  data: unknown
  moments?: PackMoment[]
  files?: PackFile[]
  /** Files that are no more, with why. */
  gone?: { name: string; sha256: string; because: 'deleted' }[]
  /** Subjects whose rows of evidence and whose promises belong to the case. */
  subjects?: { kind: string; id: string }[]
}

/** The case a pack is made of; `call` acts as the system, permission was checked when the pack was asked for. */
export type PackCase = { call: Call; ticket: Ticket; recordings: boolean }
export type PackReader = (of: PackCase) => Promise<PackSection | null>

const readers = new Map<string, PackReader>()

/** Lets a capability hand in what it knows of a case; called in its `prepare`. `kind` names the part: `case/<kind>.json`. */
export function addToPack(kind: string, reader: PackReader): void {
  if (!/^[a-z][a-z-]{1,40}$/.test(kind)) throw new RangeError(`${kind} cannot name a part of a pack`)
  readers.set(kind, reader)
}

/** Everything all capabilities know of a case, in the order in which they joined. */
export async function gather(of: PackCase): Promise<[kind: string, section: PackSection][]> {
  const sections: [string, PackSection][] = []
  for (const [kind, read] of readers) {
    const section = await read(of)
    if (section) sections.push([kind, section])
  }
  return sections
}
