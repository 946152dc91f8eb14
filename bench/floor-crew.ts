import http from 'node:http'
import { sql } from 'kysely'
import { createStaff, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'

const QUEUES = 10
const system = { kind: 'system', name: 'bench' } as const

export type Crew = { ids: string[]; tokens: string[] }
export const queueOf = (n: number): string => `bench-${n % QUEUES}`

/** So many people, all ready for one chat each: in ten queues, every one of them in two, or in the one queue that chats from the portal come into. */
export async function sitDown(app: App, size: number, door: 'floor' | 'portal'): Promise<Crew> {
  const unit = await app.db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const crew: Crew = { ids: [], tokens: [] }
  for (let from = 0; from < size; from += 100)
    await transact(app, system, async (call) => {
      for (let n = from; n < Math.min(size, from + 100); n += 1) {
        const { id } = await createStaff(call.tx, { unitId: unit.id, jobNumber: `W${n}`, name: `员工${n}`, roles: ['online-agent'] })
        crew.ids.push(id)
        crew.tokens.push((await issueToken(call.tx, id, { name: 'bench', scopes: ['*'] })).token)
      }
    })
  const queue = (call: Call, code: string, members: string[]) =>
    writeQueue(call, { code, regionId: 1, unitId: unit.id, nameZh: code, nameEn: code, strategy: 'pull', kinds: [], categories: [], members, rank: 1 })
  await transact(app, system, async (call) => {
    if (door === 'portal') await queue(call, 'bench-portal', crew.ids)
    else for (let n = 0; n < QUEUES; n += 1) await queue(call, queueOf(n), crew.ids.filter((_, at) => at % QUEUES === n || at % QUEUES === (n + 1) % QUEUES))
  })
  // Nobody beats: what is measured is the floor, not browsers that say they are there.
  const far = new Date(Date.now() + 24 * 3_600_000)
  await sql`insert into floor.seat (region_id, staff_id, state, since, chat_capacity, idle_since, last_seen_at, unit_id)
    select 1, id, 'available', now(), 1, now(), ${far}, ${unit.id} from unnest(${crew.ids}::uuid[]) as s(id)`.execute(app.db)
  await sql`analyze`.execute(app.db)
  return crew
}

/** The live line of somebody at a seat; calls back for every offer it says, to whoever it is. */
export function listen(url: string, token: string, onOffer: (contactId: string, staffId: string) => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}/api/live`, { headers: { authorization: `Bearer ${token}` }, agent: false }, (answer) => {
      answer.setEncoding('utf8')
      let rest = ''
      answer.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines)
          if (line.startsWith('data: ') && line.includes('"contact.offered"')) {
            const { ids } = JSON.parse(line.slice(6)) as { ids: Record<string, unknown> }
            if (typeof ids.conversationId === 'string' && typeof ids.staffId === 'string') onOffer(ids.conversationId, ids.staffId)
          }
      })
      answer.on('error', () => {})
      resolve(request)
    })
    request.on('error', reject)
  })
}
