import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { call, isRefused, type Refused } from '#lib/call.ts'
import { isOld, type Notice } from '#lib/live.ts'

/** One answer kept for all who show it. */
type Kept = {
  operation: Operation
  input: Record<string, unknown>
  data?: unknown
  error?: Refused
  reading: boolean
  again: boolean
  readers: Set<() => void>
  shown: object
}

const kept = new Map<string, Kept>()

function keptFor(operation: Operation, input: Record<string, unknown>): Kept {
  const key = `${operation.id} ${JSON.stringify(input)}`
  const known = kept.get(key)
  if (known) return known
  const made: Kept = { operation, input, reading: false, again: false, readers: new Set(), shown: {} }
  kept.set(key, made)
  return made
}

function tell(entry: Kept, change: Partial<Kept>): void {
  Object.assign(entry, change, { shown: {} })
  for (const reader of entry.readers) reader()
}

async function read(entry: Kept): Promise<void> {
  // Asked for while it is being read: what comes may be old already, so it is read once more.
  if (entry.reading) {
    entry.again = true
    return
  }
  entry.reading = true
  try {
    const data = await call(entry.operation, entry.input as never)
    tell(entry, { data, error: undefined })
  } catch (error) {
    if (!isRefused(error)) throw error
    tell(entry, { error })
  } finally {
    entry.reading = false
    if (entry.again) {
      entry.again = false
      void read(entry)
    }
  }
}

/** Reads an operation and reads it again when an event makes it old, as `useRead` of the desk. */
export function useRead<Op extends Operation>(
  operation: Op,
  input: InputOf<Op>,
  { enabled = true, everyMs = 0 }: { enabled?: boolean; everyMs?: number } = {}
) {
  const entry = keptFor(operation, input as Record<string, unknown>)
  useSyncExternalStore(
    useCallback(
      (listener) => {
        entry.readers.add(listener)
        return () => entry.readers.delete(listener)
      },
      [entry]
    ),
    () => entry.shown
  )
  useEffect(() => {
    // A refusal stands until something changes; only what never came is asked for again.
    const isAnswered =
      entry.data !== undefined || (entry.error !== undefined && entry.error.status >= 400 && entry.error.status < 500)
    if (enabled && !isAnswered) void read(entry)
  }, [entry, enabled])
  useEffect(() => {
    if (!enabled || everyMs === 0) return
    const timer = setInterval(() => document.visibilityState === 'visible' && void read(entry), everyMs)
    return () => clearInterval(timer)
  }, [entry, enabled, everyMs])
  return { data: entry.data as OutputOf<Op> | undefined, error: entry.error, retry: () => void read(entry) }
}

/** Reads these again: all that is on screen now, the rest when it is shown next. */
export async function refresh(...operations: Operation[]): Promise<void> {
  await renew((entry) => operations.includes(entry.operation))
}

/** An event of the server's stream. */
export function hearNotice(notice: Notice): void {
  void renew((entry) => isOld(entry.operation, entry.input, notice))
}

/** Everything may be old: the line was lost, or somebody signed in or out. */
export async function refreshAll(): Promise<void> {
  await renew(() => true)
}

async function renew(isTouched: (entry: Kept) => boolean): Promise<void> {
  const shown: Promise<void>[] = []
  for (const [key, entry] of kept) {
    if (!isTouched(entry)) continue
    if (entry.readers.size > 0) shown.push(read(entry))
    else kept.delete(key)
  }
  await Promise.all(shown)
}

/** Forgets what is kept of somebody: nothing of one customer is shown to the next. */
export function forgetAll(): void {
  for (const [key, entry] of kept) {
    if (entry.readers.size === 0) kept.delete(key)
    else tell(entry, { data: undefined, error: undefined })
  }
}
