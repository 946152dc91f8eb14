import type { LiveMessage, Notice } from './live.ts'

const longestWaitMs = 30_000

/**
 * Holds one EventSource open. The browser resumes a dropped line by itself with Last-Event-ID; when it gives up (the
 * server answered with an error) we dial again with growing pauses and say `resumed`, because notices may be missing.
 */
export function openLine(address: string, hear: (message: LiveMessage) => void): () => void {
  let source: EventSource
  let waitMs = 1_000
  let missed = false
  let redial: ReturnType<typeof setTimeout> | undefined
  const dial = () => {
    source = new EventSource(address)
    source.onopen = () => {
      waitMs = 1_000
      hear({ kind: 'line', line: missed ? 'resumed' : 'open' })
      missed = false
    }
    source.onmessage = (event) => {
      const notice = parseNotice(event.data)
      if (notice) hear({ kind: 'notice', notice })
    }
    // Too much was missed to be told one by one.
    source.addEventListener('reload', () => hear({ kind: 'line', line: 'resumed' }))
    source.onerror = () => {
      hear({ kind: 'line', line: 'lost' })
      if (source.readyState !== EventSource.CLOSED) return
      missed = true
      redial = setTimeout(dial, waitMs)
      waitMs = Math.min(longestWaitMs, waitMs * 2)
    }
  }
  dial()
  return () => {
    clearTimeout(redial)
    source.close()
  }
}

/** A notice from the text of an event, or undefined for anything else. */
export function parseNotice(text: string): Notice | undefined {
  try {
    const value = JSON.parse(text) as Partial<Notice>
    if (typeof value.event !== 'string') return undefined
    return { event: value.event, ids: value.ids ?? {} }
  } catch {
    return undefined
  }
}
