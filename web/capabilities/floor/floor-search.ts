/** What is open beside the board, and whether it hangs on the wall: in the address, so that a screen on a wall starts as one. */
export type BoardSearch = { seat?: string; queue?: string; wall?: true }
export type ReportSearch = { kind?: 'agents'; by?: 'slot' | 'hour' | 'day'; from?: string; to?: string; queue?: string }

const code = (value: unknown): string | undefined => (typeof value === 'string' && /^[a-z0-9._-]{1,64}$/.test(value) ? value : undefined)
const day = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)

export function boardSearch({ seat, queue, wall }: Record<string, unknown>): BoardSearch {
  return { ...(code(seat) ? { seat: code(seat) } : {}), ...(code(queue) ? { queue: code(queue) } : {}), ...(wall === true ? { wall } : {}) }
}

export function reportSearch({ kind, by, from, to, queue }: Record<string, unknown>): ReportSearch {
  return {
    ...(kind === 'agents' ? { kind } : {}),
    ...(by === 'slot' || by === 'hour' || by === 'day' ? { by } : {}),
    ...(day(from) ? { from: day(from) } : {}),
    ...(day(to) ? { to: day(to) } : {}),
    ...(code(queue) ? { queue: code(queue) } : {})
  }
}
