import type { App } from '#platform/app-type'
import { type AriConfig, ariClient, listen } from './ari-client.ts'
import { ariEvents } from './ari-events.ts'
import { leaveExchange, takeExchange } from './ari-lease.ts'
import { ariMenu } from './ari-menu.ts'
import { announcePlaces } from './ari-queue.ts'

const TICK_MS = 1_000
const RENEW_MS = 5_000
const RETRY_MS = 2_000

/**
 * The line to Asterisk: one process holds it. Whenever it opens, everything is read again first, and what happened meanwhile is made up for; calls
 * that run are not touched by our absence.
 */
export async function ariLoop(app: App, config: AriConfig, signal: AbortSignal): Promise<void> {
  const owner = app.newId()
  try {
    while (!signal.aborted) {
      if (await takeExchange(app, config.app, owner).catch(() => false)) await holdLine(app, config, owner, signal).catch((error: unknown) => app.log.warn({ err: error }, 'the line to the exchange broke'))
      await wait(RETRY_MS, signal)
    }
  } finally {
    await leaveExchange(app, config.app, owner).catch(() => undefined)
  }
}

async function holdLine(app: App, config: AriConfig, owner: string, signal: AbortSignal): Promise<void> {
  const ari = ariClient(config)
  const menu = ariMenu(ari, app)
  const events = ariEvents(ari, app, menu)
  const line = new AbortController()
  const stop = () => line.abort()
  signal.addEventListener('abort', stop)
  // Events of one channel keep their order; those of others do not wait for them.
  const queues = new Map<string, Promise<void>>()
  const inOrder = (key: string, work: () => Promise<unknown>): void => {
    const next = (queues.get(key) ?? ready)
      .then(work)
      .then(
        () => undefined,
        (error: unknown) => app.log.warn({ err: error }, 'an event of the exchange could not be taken')
      )
    queues.set(key, next)
    void next.then(() => queues.get(key) === next && queues.delete(key))
  }
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  // What is told while everything is read again waits for it.
  const ready: Promise<void> = opened.then(() => events.readAgain()).catch((error: unknown) => {
    app.log.warn({ err: error }, 'the exchange could not be read again')
    line.abort()
  })
  const lease = setInterval(() => {
    void takeExchange(app, config.app, owner).then(
      (isOurs) => !isOurs && line.abort(),
      () => undefined
    )
  }, RENEW_MS)
  let since = app.clock.now()
  let isTelling = false
  const ticks = setInterval(() => {
    if (isTelling) return
    isTelling = true
    const now = app.clock.now()
    void ready
      .then(() => announcePlaces(ari, app, since, now))
      .then(
        () => {
          since = now
        },
        (error: unknown) => app.log.warn({ err: error }, 'places could not be told')
      )
      .finally(() => {
        isTelling = false
      })
  }, TICK_MS)
  try {
    await listen(config, (event) => inOrder(event.channel?.id ?? event.playback?.target_uri ?? event.recording?.name ?? '', () => events.take(event)), open, line.signal)
  } finally {
    clearInterval(lease)
    clearInterval(ticks)
    menu.close()
    signal.removeEventListener('abort', stop)
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
