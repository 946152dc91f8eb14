/** How quickly a queue was served lately. */
export type Throughput = {
  /** Chats accepted in the window. */
  accepted: number
  windowSeconds: number
  /** People at the desk who work from the queue. */
  desksOnline: number
}

/**
 * Seconds until the chat at this position (1 = next) is probably taken: its position times the pace of the last chats. Null when nobody
 * can honestly tell: nobody is there, or too few were taken to know the pace. Rounded up to half minutes, because more would be pretence.
 */
export function estimateWaitSeconds(
  position: number,
  { accepted, windowSeconds, desksOnline }: Throughput,
  atLeast: number
): number | null {
  if (position < 1 || desksOnline < 1 || accepted < atLeast) return null
  return Math.ceil(((windowSeconds / accepted) * position) / 30) * 30
}
