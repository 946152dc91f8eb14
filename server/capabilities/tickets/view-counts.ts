import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { countViews as contract } from '@shouwen/contract/ticket-views'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { countOf, MOST_COUNTED } from './list-counts.ts'
import { resolveFilter, settleOrder } from './list-filter.ts'
import { countQuery } from './list-streams.ts'
import { type Person, personCalling, type View, viewsOf } from './list-views.ts'

/** A count is given again for so long; after something happened, only for so short. */
const OLDEST_MS = 5_000
const YOUNGEST_MS = 1_000
const MOST_REMEMBERED = 5_000

type Counts = OutputOf<typeof contract>
type Memory = { counted: Map<string, { at: number; counts: Counts }>; lastEventAt: number; listening: boolean }
const memories = new WeakMap<App, Memory>()

/**
 * How many tickets each view holds for the reader: all of them in one statement, each counted up to 1,000. The same is given again for a
 * moment; what one may read enters the key, so a new role counts at once.
 */
export async function countViews(call: Call, { keys }: InputOf<typeof contract>): Promise<Counts> {
  const me = personCalling(call)
  const memory = memoryOf(call.app)
  const key = JSON.stringify([me.id, me.grants, keys ?? null])
  const now = Date.now()
  const found = memory.counted.get(key)
  if (found && isFresh(memory, found.at, now)) return found.counts
  const counts = await countAnew(call, me, keys)
  if (memory.counted.size >= MOST_REMEMBERED) memory.counted.clear()
  memory.counted.set(key, { at: now, counts })
  listen(call.app, memory)
  return counts
}

async function countAnew(call: Call, me: Person, keys: string[] | undefined): Promise<Counts> {
  const views = (await viewsOf(call, me)).filter((view) => (keys ? keys.includes(view.key) : !view.hidden)).slice(0, 40)
  const counts = await countAll(call, me.regionId, views)
  return { items: views.map((view, index) => ({ key: view.key, ...countOf(counts[index] ?? 0) })) }
}

function isFresh(memory: Memory, at: number, now: number): boolean {
  return now - at < (memory.lastEventAt >= at ? YOUNGEST_MS : OLDEST_MS)
}

function memoryOf(app: App): Memory {
  const known = memories.get(app) ?? { counted: new Map(), lastEventAt: 0, listening: false }
  memories.set(app, known)
  return known
}

/** Hears the next event of this process; events of other processes are seen when the count is too old. */
function listen(app: App, memory: Memory): void {
  if (memory.listening) return
  memory.listening = true
  const since = Date.now()
  void app.bell.wait('events', OLDEST_MS, new AbortController().signal).then(() => {
    memory.listening = false
    if (Date.now() - since < OLDEST_MS) memory.lastEventAt = Date.now()
  })
}

async function countAll(call: Call, regionId: number, views: View[]): Promise<number[]> {
  if (views.length === 0) return []
  const counts = []
  for (const view of views) {
    const { filter, sort } = settleOrder(view.filter, view.sort)
    counts.push(countQuery(call, regionId, await resolveFilter(call, regionId, filter), sort, MOST_COUNTED))
  }
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(call.tx)
  return rows[0]?.counts ?? []
}
