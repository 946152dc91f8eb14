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

type Counted = { at: number; counts: Map<string, number> }
type Memory = { counted: Map<string, Counted>; lastEventAt: number; listening: boolean }
const memories = new WeakMap<App, Memory>()

/** How many tickets each view holds for the reader: all of them in one statement, each counted up to 1,000. */
export async function countViews(call: Call, { keys }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const me = personCalling(call)
  const views = (await viewsOf(call, me)).filter((view) => (keys ? keys.includes(view.key) : !view.hidden)).slice(0, 40)
  const counts = await remembered(call, me, views)
  return { items: views.map((view) => ({ key: view.key, ...countOf(counts.get(view.key) ?? 0) })) }
}

/** Counts anew unless the same was counted a moment ago. What one may read enters the key, so a new role counts at once. */
async function remembered(call: Call, me: Person, views: View[]): Promise<Map<string, number>> {
  const memory = memoryOf(call.app)
  const key = JSON.stringify([me.id, me.grants, views.map((view) => [view.key, view.version])])
  const now = Date.now()
  const found = memory.counted.get(key)
  if (found && isFresh(memory, found.at, now)) return found.counts
  const counts = await countAll(call, me.regionId, views)
  if (memory.counted.size >= MOST_REMEMBERED) memory.counted.clear()
  memory.counted.set(key, { at: now, counts })
  listen(call.app, memory)
  return counts
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

async function countAll(call: Call, regionId: number, views: View[]): Promise<Map<string, number>> {
  if (views.length === 0) return new Map()
  const counts = []
  for (const view of views) {
    const { filter, sort } = settleOrder(view.filter, view.sort)
    counts.push(countQuery(call, regionId, await resolveFilter(call, regionId, filter), sort, MOST_COUNTED))
  }
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(call.tx)
  return new Map(views.map((view, index) => [view.key, rows[0]?.counts[index] ?? 0]))
}
