import type { Operation } from '@shouwen/contract/operation'
import { pathParameters } from '@shouwen/contract/path-parameters'
import type { Query, QueryClient } from '@tanstack/react-query'
import { tellNotice } from './notices.ts'

/** What the server's stream says: something happened to these subjects, by the names of their ids. Never the data. */
export type Notice = { event: string; ids: Record<string, unknown> }

/** From the connection to the pages: a notice, or the state of the line. `resumed` means notices may have been missed. */
export type LiveMessage = { kind: 'notice'; notice: Notice } | { kind: 'line'; line: 'open' | 'lost' | 'resumed' }

/**
 * May this event have changed the answer of that read? By the read's `staleOn`; and a read of one subject
 * (`/api/tickets/{ticketId}`) only when the event names no other ticket, or names this one under any name.
 */
export function isOld(operation: Operation, input: Record<string, unknown>, notice: Notice): boolean {
  if (!operation.staleOn.includes(notice.event)) return false
  const named = Object.values(notice.ids).flat()
  return pathParameters(operation.path).every(
    (parameter) => !(parameter in notice.ids) || named.includes(input[parameter])
  )
}

/** Gathers notices for `waitMs` and marks the reads they touch as old, once each: a burst costs one re-read. */
export function collectNotices(client: Pick<QueryClient, 'invalidateQueries'>, waitMs = 300) {
  let pending: Notice[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const notices = pending
    pending = []
    timer = undefined
    void client.invalidateQueries({ predicate: (query) => notices.some((notice) => touches(query, notice)) })
  }
  return (notice: Notice) => {
    pending.push(notice)
    timer ??= setTimeout(flush, waitMs)
  }
}

function touches(query: Pick<Query, 'meta' | 'queryKey'>, notice: Notice): boolean {
  const operation = query.meta?.['operation'] as Operation | undefined
  return operation !== undefined && isOld(operation, (query.queryKey[1] ?? {}) as Record<string, unknown>, notice)
}

export type Line = 'connecting' | 'open' | 'lost'

/**
 * Connects this page to the live stream for one account and keeps the reads true; returns how to hang up. One connection
 * serves all tabs through a shared worker, because browsers allow six per host; without one the tab connects itself.
 */
export function connectLive(client: QueryClient, account: string, onLine: (line: Line) => void): () => void {
  const collect = collectNotices(client)
  const hear = (message: LiveMessage) => {
    if (message.kind === 'notice') {
      tellNotice(message.notice)
      return collect(message.notice)
    }
    onLine(message.line === 'lost' ? 'lost' : 'open')
    if (message.line === 'resumed') void client.invalidateQueries()
  }
  if (typeof SharedWorker === 'undefined') {
    const closing = import('./live-line.ts').then((module) => module.openLine('/api/live', hear))
    return () => void closing.then((close) => close())
  }
  // Named by account: whoever signs in next never hears on the line of the one before.
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: `live-${account}`
  })
  worker.port.onmessage = (event: MessageEvent<LiveMessage>) => hear(event.data)
  const hangUp = () => worker.port.postMessage('bye')
  addEventListener('pagehide', hangUp)
  const back = (event: PageTransitionEvent) => event.persisted && worker.port.postMessage('hello')
  addEventListener('pageshow', back)
  worker.port.postMessage('hello')
  return () => {
    removeEventListener('pagehide', hangUp)
    removeEventListener('pageshow', back)
    hangUp()
    worker.port.close()
  }
}
