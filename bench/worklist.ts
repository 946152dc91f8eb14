import type { FilledProduct } from './filled-product.ts'
import { filledProduct } from './filled-product.ts'
import { inTurn, openClient, rounded, type Timing } from './measure.ts'
import { rowColumns, shownBeside } from './shown-beside.ts'

const open = `'acknowledged', 'inProgress', 'pending', 'held', 'resolved'`

/**
 * A page of fifty lines and the page of one ticket, through HTTP, beside the bare prepared index queries for the same rows on the same
 * database: `npm run bench -- worklist [sizes]`. `rows` is the one query for the lines; `all` also fetches the clocks and names shown.
 * Target: p95 at most three times the bare time, and the same at a million tickets as at a hundred thousand.
 */
export async function run(sizes = '100000,1000000', times = '300') {
  const product = await filledProduct()
  const results: Record<string, unknown>[] = []
  try {
    for (const size of sizes.split(',').map(Number)) {
      console.error(`${new Date().toISOString()} filling up to ${size} tickets`)
      const made = await product.growTo(size)
      results.push({ tickets: size, generated: made, ...(await measure(product, Number(times))) })
    }
    return { name: 'worklist', target: 3, results }
  } finally {
    await product.stop()
  }
}

async function measure({ url, tokens, agent, pool, regionId }: FilledProduct, times: number) {
  const client = openClient(url)
  const query = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values })
  const mine = `select ${rowColumns} from tickets.ticket where region_id = $1 and assignee_id = $2 and status in (${open}) order by next_due_at, id limit 51`
  const due = `select ${rowColumns} from tickets.ticket where region_id = $1 and status in (${open}) order by next_due_at, id limit 51`
  const everything = (rows: Parameters<typeof shownBeside>[2]) => shownBeside(pool, regionId, rows)
  const statuses = 'statuses=acknowledged&statuses=inProgress&statuses=pending&statuses=held&statuses=resolved'
  const { rows: some } = await pool.query<{ id: string }>(
    `select id from tickets.ticket where region_id = $1 and status in (${open}) order by id limit 500`,
    [regionId]
  )
  const ticketAt = (n: number) => (some[n % some.length] as { id: string }).id
  try {
    const timings = await inTurn(times, {
      mineHttp: () => client.ask('GET', `/api/tickets?assignee=me&${statuses}&sort=due`, tokens.agent),
      mineRows: () => query('mine', mine, [regionId, agent.id]),
      mineAll: async () => everything((await query('mine', mine, [regionId, agent.id])).rows),
      dueHttp: () => client.ask('GET', `/api/tickets?${statuses}&sort=due`, tokens.dispatcher),
      dueRows: () => query('due', due, [regionId]),
      dueAll: async () => everything((await query('due', due, [regionId])).rows),
      pageHttp: (n) => client.ask('GET', `/api/tickets/${ticketAt(n)}`, tokens.dispatcher),
      pageAll: async (n) => {
        const id = ticketAt(n)
        const { rows } = await query(
          'ticket',
          `select ${rowColumns}, description, form, facts, confirmation from tickets.ticket where region_id = $1 and id = $2`,
          [regionId, id]
        )
        const [ticket] = rows as { customer_id: string | null; owner_id: string | null; assignee_id: string | null }[]
        await query('ticket-clocks', 'select * from norms.clock where region_id = $1 and subject_id = $2', [
          regionId,
          id
        ])
        await query(
          'notes',
          'select * from tickets.note where region_id = $1 and ticket_id = $2 order by at desc limit 50',
          [regionId, id]
        )
        await query(
          'steps',
          'select * from tickets.status_change where region_id = $1 and ticket_id = $2 order by at desc limit 50',
          [regionId, id]
        )
        for (const table of ['task', 'handover', 'follower'])
          await query(table, `select * from tickets.${table} where region_id = $1 and ticket_id = $2 limit 50`, [
            regionId,
            id
          ])
        await query(
          'links',
          'select * from tickets.link where region_id = $1 and (from_id = $2 or to_id = $2) limit 50',
          [regionId, id]
        )
        await query('files', 'select * from platform.file where region_id = $1 and subject_id = $2 limit 50', [
          regionId,
          id
        ])
        await query(
          'customer',
          'select id, name, grade, vip from customers.customer where region_id = $1 and id = $2',
          [regionId, ticket?.customer_id]
        )
        await query('people', 'select id, name, job_number from people.staff where id = any($1)', [
          [ticket?.owner_id, ticket?.assignee_id].filter(Boolean)
        ])
      },
      countsHttp: () => client.ask('GET', '/api/views/counts', tokens['shift-leader'])
    })
    const over = (a: Timing, b: Timing) => rounded(a.p95Ms / b.p95Ms)
    const ratios = {
      mineToRows: over(timings.mineHttp, timings.mineRows),
      mineToAll: over(timings.mineHttp, timings.mineAll),
      dueToRows: over(timings.dueHttp, timings.dueRows),
      dueToAll: over(timings.dueHttp, timings.dueAll),
      pageToAll: over(timings.pageHttp, timings.pageAll)
    }
    return { timings, ratios }
  } finally {
    client.close()
  }
}
