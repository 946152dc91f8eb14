import { sql } from 'kysely'
import type { Database } from '#platform/database'

const MONTHS = 2

/**
 * Plants what customers ordered and their last bills, from their lines alone: plans and broadband each month, data beyond the plan for some, packs,
 * and services of SPs, of which a part has no proof that anybody wanted them. One statement each; the same lines give the same bills.
 */
export async function plantBills(db: Database, now: Date): Promise<void> {
  await plantOrders(db, now)
  await plantMonths(db, now)
}

/** Which line has what is read from its number, so that no row has to travel. */
const die = (salt: string, sides: number) => sql`(hashtextextended(l.service_number, ${sql.lit(salt.length * 7919)})::bit(31)::int % ${sql.lit(sides)})`

async function plantOrders(db: Database, now: Date): Promise<void> {
  await sql`
    insert into billing.subscription (region_id, id, customer_id, line_id, kind, code, name_zh, name_en, provider, fee_fen, per, ordered_at, ordered_through, confirmation)
    select l.region_id, gen_random_uuid(), l.customer_id, l.id, case when p.kind = 'broadband' then 'broadband' else 'plan' end, p.code, p.name_zh, p.name_en, null,
      p.monthly_fee_cents, 'month', l.opened_on::timestamptz, 'hall',
      jsonb_build_object('how', 'signature', 'at', to_char(l.opened_on, 'YYYY-MM-DD"T"02:00:00.000"Z"'), 'words', '客户签字的业务受理单', 'reference', 'SL' || upper(left(md5(l.service_number), 10)))
    from customers.service_line l join catalog.plan p on p.code = l.plan_code`.execute(db)
  await sql`
    insert into billing.subscription (region_id, id, customer_id, line_id, kind, code, name_zh, name_en, provider, fee_fen, per, ordered_at, ordered_through, confirmation)
    select l.region_id, gen_random_uuid(), l.customer_id, l.id, o.kind, o.code, o.name_zh, o.name_en, o.provider, o.fee, 'month', o.at, o.through,
      case when o.proven then jsonb_build_object('how', o.how, 'at', to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"'), 'words', o.words, 'reference', 'QR' || upper(left(md5(l.service_number || o.code), 12))) end
    from customers.service_line l
    cross join lateral (values
      ('pack', 'data-10g', '10GB 流量加油包', '10 GB data pack', null, 1500, ${die('pack', 8)} = 0, true, 'app', 'app', '在掌上营业厅确认订购'),
      ('sp', 'sp-music', '悦听音乐会员', 'Yueting music', '悦听文化', 1500, ${die('music', 14)} = 0, ${die('m-proof', 10)} < 7, 'sms', 'sms-reply', '回复“是”确认订购悦听音乐会员，15 元/月'),
      ('sp', 'sp-read', '墨香阅读包', 'Moxiang reading', '墨香书城', 800, ${die('reading', 19)} = 0, ${die('r-proof', 10)} < 8, 'sms', 'sms-reply', '回复“1”确认订购墨香阅读包，8 元/月'),
      ('sp', 'sp-game', '飞岛游戏月卡', 'Feidao games', '飞岛互动', 2000, ${die('playing', 33)} = 0, ${die('g-proof', 10)} < 5, 'unknown', 'sms-reply', '回复“Y”确认订购飞岛游戏月卡，20 元/月')
    ) o0(kind, code, name_zh, name_en, provider, fee, has, proven, through, how, words)
    cross join lateral (select o0.*, ${now}::timestamptz - make_interval(days => 100 + ${die('since', 200)}, mins => ${die('minute', 600)}) as at) o
    where l.service = 'mobile' and o.has`.execute(db)
}

async function plantMonths(db: Database, now: Date): Promise<void> {
  await sql`
    insert into billing.charge (region_id, id, customer_id, line_id, order_id, kind, name_zh, name_en, provider, from_on, to_on, charged_at, due_on, paid, amount_fen, source)
    select s.region_id, gen_random_uuid(), s.customer_id, s.line_id, s.id, s.kind, s.name_zh, s.name_en, s.provider, m.first, (m.first + interval '1 month - 1 day')::date,
      m.first + interval '1 month', (m.first + interval '1 month 25 days')::date, (m.n > 1 or l.service <> 'mobile' or ${die('paid', 9)} > 0), s.fee_fen,
      jsonb_build_object('quantity', 1, 'unit', 'month', 'eachFen', s.fee_fen)
    from billing.subscription s
    join customers.service_line l on l.region_id = s.region_id and l.id = s.line_id
    cross join (select n, (date_trunc('month', ${now}::timestamptz) - make_interval(months => n))::date as first from generate_series(1, ${MONTHS}::int) n) m`.execute(db)
  await sql`
    insert into billing.charge (region_id, id, customer_id, line_id, kind, name_zh, name_en, from_on, to_on, charged_at, due_on, paid, amount_fen, source)
    select l.region_id, gen_random_uuid(), l.customer_id, l.id, 'usage', '套餐外流量', 'Data beyond the plan', m.first, (m.first + interval '1 month - 1 day')::date,
      m.first + interval '1 month', (m.first + interval '1 month 25 days')::date, (m.n > 1 or ${die('paid', 9)} > 0), (1 + ${die('extra', 9)}) * 500,
      jsonb_build_object('quantity', 1 + ${die('extra', 9)}, 'unit', 'GB', 'eachFen', 500)
    from customers.service_line l
    cross join (select n, (date_trunc('month', ${now}::timestamptz) - make_interval(months => n))::date as first from generate_series(1, ${MONTHS}::int) n) m
    where l.service = 'mobile' and ${die('beyond', 7)} = m.n`.execute(db)
}
