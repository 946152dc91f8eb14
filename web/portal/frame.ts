import { standingHeaders } from '#lib/call.ts'

/** The origin of the page that shows us in its frame, as the widget names it; undefined when we are the page. */
export const host: string | undefined = hostOf()

function hostOf(): string | undefined {
  if (window.parent === window) return undefined
  const named = new URLSearchParams(location.search).get('embed') ?? ''
  return URL.canParse(named)
    ? new URL(named).origin
    : document.referrer
      ? new URL(document.referrer).origin
      : location.origin
}

/**
 * In the frame of another site a plain cookie is thrown away, so we ask the server for one kept apart for that site. By plain http a
 * frame of the same host needs none of it, and could not keep one.
 */
export function declareFrame(): void {
  if (!host) return
  const isNear = location.protocol === 'http:' && new URL(host).hostname === location.hostname
  if (!isNear) standingHeaders['x-embedded'] = 'yes'
}

export type Word = { shouwen: 'close' } | { shouwen: 'ready' } | { shouwen: 'unread'; count: number }

/** Says something to the widget around us. */
export function tellHost(word: Word): void {
  if (host) window.parent.postMessage(word, host)
}

let shown = true
const watchers = new Set<() => void>()
addEventListener('message', ({ origin, source, data }: MessageEvent<{ shouwen?: string } | null>) => {
  if (origin !== host || source !== window.parent || (data?.shouwen !== 'shown' && data?.shouwen !== 'folded')) return
  shown = data.shouwen === 'shown'
  for (const watch of watchers) watch()
})
document.addEventListener('visibilitychange', () => {
  for (const watch of watchers) watch()
})

/** Does anybody look at the page now: the tab is in front and the widget is not folded. */
export const isLookedAt = (): boolean => shown && document.visibilityState === 'visible'

/** Calls back whenever that changes; returns how to stop. */
export function watchLooks(watch: () => void): () => void {
  watchers.add(watch)
  return () => void watchers.delete(watch)
}
