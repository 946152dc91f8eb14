import type { Pool } from 'pg'

const BARE_CLIENTS = 8
const BARE_MS = 5000

/** The same rows, written with nothing in between: how many arrivals a second this database bears with everything that follows from them. */
export async function bareLimit(pool: Pool, ids: string[]): Promise<number> {
  let done = 0
  const end = performance.now() + BARE_MS
  const client = async (from: number) => {
    const connection = await pool.connect()
    const ask = (name: string, text: string, values: unknown[] = []) => connection.query({ name: `bare-${name}`, text, values })
    try {
      for (let n = from; performance.now() < end; n += BARE_CLIENTS) {
        const id = crypto.randomUUID()
        const staff = ids[n % ids.length]
        const key = () => crypto.randomUUID()
        const event = (name: string) =>
          ask('event', `insert into platform.event (region_id, name, subject_kind, subject_id, actor_kind, data, occurred_at) values (1, $1, 'contact', $2, 'system', '{"conversationId":"x","channel":"chat","queueCode":"q"}', now())`, [name, id])
        const mark = (figure: string) => ask('mark', `insert into floor.mark (region_id, id, slot, queue_code, channel, figure) values (1, $1, now(), 'bare', 'chat', $2)`, [key(), figure])
        await connection.query('begin')
        await ask('conversation', `insert into contacts.conversation (region_id, id, channel, state, queue_code, language, subject, opened_at, last_message_at) values (1, $1, 'chat', 'waiting', 'bare', 'zh-CN', 'x', now(), now())`, [id])
        await ask('contact', `insert into floor.contact (region_id, kind, id, channel, queue_code, state, rule_id, placed_at, entered_at) values (1, 'conversation', $1, 'chat', 'bare', 'waiting', 'standard', now(), now())`, [id])
        await mark('offered')
        await event('contact.queued')
        await connection.query('commit')
        await connection.query('begin')
        await ask('seat', `update floor.seat set hard_units = hard_units + 3, idle_since = now(), xid = pg_current_xact_id() where region_id = 1 and staff_id = $1`, [staff])
        await ask('offer', `update floor.contact set state = 'offered', staff_id = $2, units = 3, offered_at = now(), xid = pg_current_xact_id() where region_id = 1 and kind = 'conversation' and id = $1`, [id, staff])
        await ask('decision', `insert into floor.decision (region_id, id, kind, contact_id, queue_code, staff_id, at, rule_id, way, step, score, why, waited_seconds, eligible, passed_over, epoch) values (1, $1, 'conversation', $2, 'bare', $3, now(), 'standard', 'offered', 0, 0, 'only-one', 0, 1, '[]', 1)`, [key(), id, staff])
        await ask('mirror', `update contacts.conversation set state = 'offered', assigned_staff_id = $2 where region_id = 1 and id = $1`, [id, staff])
        await event('contact.offered')
        await connection.query('commit')
        await connection.query('begin')
        await ask('decided', `update floor.decision set outcome = 'accepted', outcome_at = now() where region_id = 1 and kind = 'conversation' and contact_id = $1 and outcome is null`, [id])
        await ask('held', `update floor.contact set state = 'held', accepted_at = now(), xid = pg_current_xact_id() where region_id = 1 and kind = 'conversation' and id = $1`, [id])
        await ask('missed', `update floor.seat set misses = 0, xid = pg_current_xact_id() where region_id = 1 and staff_id = $1`, [staff])
        await mark('answered')
        await event('contact.accepted')
        await connection.query('commit')
        await connection.query('begin')
        await ask('freed', `update floor.seat set hard_units = hard_units - 3, xid = pg_current_xact_id() where region_id = 1 and staff_id = $1`, [staff])
        await ask('passage', `insert into floor.passage (region_id, id, kind, contact_id, channel, queue_code, facts, rule_id, head_start_seconds, avoid_staff_ids, placed_at, entered_at, answered_at, ended_at, staff_id, outcome) values (1, $1, 'conversation', $2, 'chat', 'bare', '{}', 'standard', 0, '{}', now(), now(), now(), now(), $3, 'answered')`, [key(), id, staff])
        await ask('left', `update floor.contact set state = 'left', staff_id = null, left_at = now(), xid = pg_current_xact_id() where region_id = 1 and kind = 'conversation' and id = $1`, [id])
        await mark('handle-seconds')
        await event('contact.released')
        await connection.query('commit')
        done += 1
      }
    } finally {
      connection.release()
    }
  }
  await Promise.all(Array.from({ length: BARE_CLIENTS }, (_, from) => client(from)))
  return done / (BARE_MS / 1000)
}
