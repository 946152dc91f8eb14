import { Readable } from 'node:stream'
import type { campaignResults as resultsOperation, exportCampaign as exportOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { permit } from '#platform/access'
import type { Call, StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { type Column, tableBytes } from '#platform/tabular/index'
import { customerNames, maskerFor, shownName } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import { type Campaign, type CampaignRef, campaignView, getRow, placementOf, type Target } from './campaign.ts'
import { outboundRules, reachedResults } from './outbound-rules.ts'

type Shares = { tries: number; reached: number; done: number }

/** What came of a campaign: by result, person and day, and who was left out and why. @norm CC-33 */
export async function campaignResults(call: Call, input: InputOf<typeof resultsOperation>): Promise<OutputOf<typeof resultsOperation>> {
  const campaign = await toRead(call, input)
  const at = sql`c.region_id = ${campaign.region_id} and c.campaign_id = ${campaign.id}::uuid`
  const shares = sql`count(*)::int as tries, (count(*) filter (where c.result = any(${reachedResults()}::text[])))::int as reached, (count(*) filter (where c.result = 'reached' or c.result = 'sent'))::int as done`
  const { rows: results } = await sql<{ result: string; count: number }>`select coalesce(c.result, 'under-way') as result, count(*)::int as count from outbound.contact c where ${at} group by 1 order by 2 desc, 1`.execute(call.tx)
  const { rows: staff } = await sql<Shares & { staff_id: string | null }>`select c.staff_id, ${shares} from outbound.contact c where ${at} group by 1 order by 2 desc limit 200`.execute(call.tx)
  const { rows: days } = await sql<Shares & { on: string }>`select ((c.began_at at time zone r.time_zone)::date)::text as on, ${shares} from outbound.contact c join platform.region r on r.id = c.region_id where ${at} group by 1 order by 1 limit 400`.execute(call.tx)
  const { rows: left } = await sql<{ why: string; count: number }>`select coalesce(why, '') as why, count(*)::int as count from outbound.target where region_id = ${campaign.region_id} and campaign_id = ${campaign.id}::uuid and state = 'left-out' group by 1 order by 2 desc`.execute(call.tx)
  const names = await staffNames(call.tx, staff.map((one) => one.staff_id))
  const sum = (key: keyof Shares) => staff.reduce((total, one) => total + one[key], 0)
  return {
    counts: (await campaignView(call, campaign)).counts,
    leftOut: left,
    results,
    total: { tries: sum('tries'), reached: sum('reached'), done: sum('done') },
    staff: staff.map(({ staff_id, tries, reached, done }) => {
      const named = names.get(staff_id ?? '')
      return { person: staff_id && named ? { id: staff_id, ...named } : null, tries, reached, done }
    }),
    days
  }
}

async function toRead(call: Call, ref: CampaignRef): Promise<Campaign> {
  const row = await getRow(call, ref)
  return permit(call, 'outbound.manage', { ...row, ...placementOf(row) }, 'outbound.work')
}

const headings: Record<string, [zh: string, en: string]> = {
  number: ['客户编号', 'Customer number'],
  name: ['客户', 'Customer'],
  state: ['状态', 'State'],
  why: ['原因', 'Reason'],
  result: ['结果', 'Result'],
  tries: ['次数', 'Tries'],
  staff: ['工号', 'Job number'],
  at: ['时间', 'Time'],
  due: ['约定再拨', 'Call again at']
}
const states: Record<Target['state'], [zh: string, en: string]> = {
  waiting: ['待联系', 'waiting'],
  taken: ['联系中', 'in hand'],
  later: ['稍后再拨', 'later'],
  done: ['已完成', 'done'],
  'left-out': ['不可联系', 'left out']
}

/** Every customer of the list and what came of it, as a file; names as the actor may see them, no numbers. @norm CC-33 GV-03 */
export async function exportCampaign(call: Call, input: InputOf<typeof exportOperation>): Promise<StreamAnswer> {
  const campaign = await toRead(call, input)
  await audited(call, { verb: 'campaign.export', regionId: campaign.region_id, subjectKind: 'campaign', subjectId: campaign.id })
  const tongue = input.language === 'en' ? 1 : 0
  const columns: Column[] = Object.entries(headings).map(([key, words]) => ({ key, heading: words[tongue] }))
  const type = input.kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return {
    stream: Readable.from(tableBytes(input.kind, columns, rowsOf(call, campaign, tongue))),
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="campaign-${campaign.id}.${input.kind}"`, 'cache-control': 'no-store' }
  }
}

const PAGE = 1000

async function* rowsOf(call: Call, campaign: Campaign, tongue: 0 | 1) {
  const masker = maskerFor(call.actor)
  const { results } = outboundRules()
  const wordOf = (code: string | null) => (code && results[code] ? (tongue === 1 ? results[code].en : results[code].zh) : (code ?? ''))
  for (let place = 0; ; ) {
    const rows = await call.tx
      .selectFrom('outbound.target')
      .selectAll()
      .where('region_id', '=', campaign.region_id)
      .where('campaign_id', '=', campaign.id)
      .where('place', '>', place)
      .orderBy('place')
      .limit(PAGE)
      .execute()
    const customers = await customerNames(call.tx, campaign.region_id, rows.map((row) => row.customer_id))
    const people = await staffNames(call.tx, rows.map((row) => row.staff_id))
    for (const row of rows) {
      const customer = customers.get(row.customer_id)
      yield {
        number: customer?.number,
        name: customer ? shownName(masker, customer) : '',
        state: states[row.state][tongue],
        why: row.state === 'left-out' || row.state === 'later' ? wordOf(row.why) : '',
        result: wordOf(row.result),
        tries: row.tries,
        staff: people.get(row.staff_id ?? '')?.jobNumber,
        at: row.result_at?.toISOString(),
        due: row.due_at?.toISOString()
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    place = Number(last.place)
  }
}
