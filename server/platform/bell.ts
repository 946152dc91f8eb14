import { EventEmitter } from 'node:events'

/** A doorbell inside one process: `ring` after a commit, `wait` until rung or the time is up. */
export type Bell = { ring(name: BellName): void; wait(name: BellName, ms: number, signal: AbortSignal): Promise<void> }
export type BellName = 'events' | 'jobs' | 'clocks' | 'contacts' | 'voice' | 'time'

export function openBell(): Bell {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  return {
    ring: (name) => void emitter.emit(name),
    wait: (name, ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          emitter.off(name, done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        emitter.once(name, done)
        if (signal.aborted) done()
        else signal.addEventListener('abort', done)
      })
  }
}
