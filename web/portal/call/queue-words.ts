import type { MyCall } from './my-line.ts'

/** What is written and said of a place in the queue. */
export function queueWords({ position, estimateSeconds, agentsOnline }: NonNullable<MyCall['queue']>, say: (key: string, values?: Record<string, string | number>) => string): string {
  const place = position <= 1 ? say('call.next') : say('call.position', { count: position - 1 })
  if (agentsOnline === 0) return `${place} · ${say('call.nobody-now')}`
  return `${place} · ${estimateSeconds === null ? say('call.no-estimate') : say('call.estimate', { minutes: Math.max(1, Math.ceil(estimateSeconds / 60)) })}`
}
