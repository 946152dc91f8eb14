import { setTimeout as after } from 'node:timers/promises'

/** Waits so many milliseconds, or until the signal; never throws. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> => after(ms, undefined, signal ? { signal } : {}).catch(() => {})

/** A bell somebody waits for: rung meanwhile, it is heard at once. */
export function createBell() {
  let isRung = false
  let wake = () => {}
  return {
    ring(): void {
      isRung = true
      wake()
    },
    async wait(ms: number, signal: AbortSignal): Promise<void> {
      if (!isRung) {
        const rung = new AbortController()
        wake = () => rung.abort()
        await pause(ms, AbortSignal.any([signal, rung.signal]))
      }
      isRung = false
    }
  }
}
