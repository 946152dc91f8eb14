import { useSyncExternalStore } from 'react'

// Seats with a wrong clock are common; what counts for a promise is the server's time.
let offset = 0

/**
 * Learns how far this computer's clock is off from a `Date` header. The header has whole seconds and travel time is
 * unknown, so differences under two seconds are taken as none.
 */
export function noteServerDate(header: string | null, sentAt: number, receivedAt: number): void {
  const server = header ? Date.parse(header) : Number.NaN
  if (Number.isNaN(server) || receivedAt - sentAt > 2_000) return
  const measured = server + 500 - (sentAt + receivedAt) / 2
  offset = Math.abs(measured) < 2_000 ? 0 : Math.round(measured)
}

/** The present instant by the server's clock, milliseconds since the epoch. */
export function now(): number {
  return Date.now() + offset
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let tick = now()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tick = now()
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * The present, floored to and re-rendered every `stepMs` (1,000 at least). One timer serves the whole page.
 */
export function useNow(stepMs = 1_000): number {
  const step = Math.max(1_000, stepMs)
  const read = () => {
    if (listeners.size === 0) tick = now()
    return Math.floor(tick / step) * step
  }
  return useSyncExternalStore(subscribe, read, read)
}
