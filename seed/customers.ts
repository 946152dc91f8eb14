import { sql } from 'kysely'
import { searchColumns } from '#capabilities/customers'
import type { Database } from '#platform/database'
import { newId } from '#platform/uuid7'
import type { Dice } from './dice.ts'
import { address, companyName, idNumber, mobile, personName } from './names.ts'
import type { RegionPlan } from './regions.ts'

export type Line = { id: string; service: string; number: string }
export type PlantedCustomer = { regionId: number; id: string; kind: 'person' | 'organisation'; name: string; phone: string; lines: Line[] }

const DAY = 86_400_000
const BATCH = 1000
const plans = [
  { code: 'm39', kind: 'mobile', name_zh: '轻享 39 元套餐', name_en: 'Light 39', monthly_fee_cents: 3900 },
  { code: 'm59', kind: 'mobile', name_zh: '畅享 59 元套餐', name_en: 'Plus 59', monthly_fee_cents: 5900 },
  { code: 'm129', kind: 'mobile', name_zh: '尊享 129 元 5G 套餐', name_en: '5G Premium 129', monthly_fee_cents: 12_900 },
  { code: 'b300', kind: 'broadband', name_zh: '家庭宽带 300M', name_en: 'Home broadband 300M', monthly_fee_cents: 6900 },
  { code: 'b1000', kind: 'broadband', name_zh: '家庭宽带 1000M', name_en: 'Home broadband 1000M', monthly_fee_cents: 9900 },
  { code: 'line', kind: 'leased-line', name_zh: '互联网专线', name_en: 'Internet leased line', monthly_fee_cents: 380_000 }
]

/** Plans on offer, the same in every region. */
export async function plantPlans(db: Database): Promise<void> {
  await db.insertInto('catalog.plan').values(plans).execute()
}

/** Plants a region's customers with lines and ways to reach them; answers what the history needs of them. */
export async function plantCustomers(db: Database, dice: Dice, region: RegionPlan, now: Date, unitOfCity: (city: string) => string): Promise<PlantedCustomer[]> {
  const planted: PlantedCustomer[] = []
  while (planted.length < region.customers) {
    const batch = Array.from({ length: Math.min(BATCH, region.customers - planted.length) }, (_, n) => draw(dice, region, planted.length + n, now, unitOfCity))
    await insert(db, 'customers.customer', batch.map((one) => one.customer))
    await insert(db, 'customers.contact_means', batch.flatMap((one) => one.means))
    await insert(db, 'customers.service_line', batch.flatMap((one) => one.lines))
    await insert(db, 'customers.consent', batch.flatMap((one) => one.consents))
    planted.push(...batch.map((one) => one.brief))
  }
  return planted
}

/** Rows as JSON, one statement a table and batch: columns are those of the first row. */
async function insert(db: Database, table: string, rows: Record<string, unknown>[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(db)
}

function draw(dice: Dice, region: RegionPlan, index: number, now: Date, unitOfCity: (city: string) => string) {
  const organisation = dice.chance(0.05)
  const city = dice.pick(region.cities)
  const id = newId(now.getTime() - dice.whole(120, 2400) * DAY)
  const at = new Date(now.getTime() - dice.whole(120, 2400) * DAY).toISOString()
  const name = organisation ? companyName(dice, city.zh.slice(0, 2)) : personName(dice)
  const number = `${region.code}${String(100_000 + index)}`
  const phone = mobile(region.id * 40_000 + index)
  const grade = dice.weighted(organisation ? [['AAA', 1], ['AA', 2], ['A', 4], ['ordinary', 6]] as const : [['A', 3], ['ordinary', 97]] as const)
  const area = dice.chance(0.8) ? 'town' : 'rural'
  const lines = linesOf(dice, region, index, organisation, phone)
  const row = { region_id: region.id, customer_id: id }
  return {
    brief: { regionId: region.id, id, kind: organisation ? ('organisation' as const) : ('person' as const), name, phone, lines },
    customer: {
      region_id: region.id,
      id,
      number,
      kind: organisation ? 'organisation' : 'person',
      name,
      grade,
      vip: !organisation && dice.chance(0.01),
      status: 'active',
      id_kind: organisation ? 'business-licence' : 'id-card',
      id_number: organisation ? `91${String(dice.whole(1e9, 9e9))}MA` : idNumber(dice),
      language: dice.chance(0.98) ? 'zh-CN' : 'en',
      area,
      unit_id: unitOfCity(city.code),
      attributes: {},
      ...searchColumns(name, number),
      version: 1,
      created_at: at,
      updated_at: at
    },
    means: [
      { ...row, id: newId(), kind: 'phone', value: phone, normalized: phone, contact_name: organisation ? personName(dice) : null, preferred: true, created_at: at },
      ...(dice.chance(0.4) ? [{ ...row, id: newId(), kind: 'email', value: `c${number.toLowerCase()}@example.com`, normalized: `c${number.toLowerCase()}@example.com`, contact_name: null, preferred: false, created_at: at }] : [])
    ],
    lines: lines.map(({ id: lineId, service, number: serviceNumber, plan }) => ({
      ...row,
      id: lineId,
      service_number: serviceNumber,
      service,
      reach: service.endsWith('-line') || service === 'group-sms' ? (dice.chance(0.7) ? 'within-province' : 'cross-province') : null,
      plan_code: plan,
      address: service === 'mobile' ? null : address(dice, city.zh),
      area,
      status: 'active',
      opened_on: at.slice(0, 10)
    })),
    consents: [{ ...row, id: newId(), purpose: 'service-notices', granted: true, source: 'counter', text_version: '2026-1', at }]
  }
}

function linesOf(dice: Dice, region: RegionPlan, index: number, organisation: boolean, phone: string): (Line & { plan: string | null })[] {
  if (organisation)
    return [
      { id: newId(), service: dice.weighted([['internet-line', 5], ['data-line', 2], ['voice-line', 2], ['apn-line', 1], ['group-sms', 2]] as const), number: `${region.code}L${String(index).padStart(6, '0')}`.toLowerCase(), plan: 'line' },
      ...(dice.chance(0.4) ? [{ id: newId(), service: 'mobile', number: phone, plan: 'm129' }] : [])
    ]
  return [
    { id: newId(), service: 'mobile', number: phone, plan: dice.pick(['m39', 'm59', 'm59', 'm129']) },
    ...(dice.chance(0.5) ? [{ id: newId(), service: 'broadband', number: `${region.code}b${String(index).padStart(7, '0')}`.toLowerCase(), plan: dice.pick(['b300', 'b1000']) }] : []),
    ...(dice.chance(0.12) ? [{ id: newId(), service: 'iptv', number: `${region.code}t${String(index).padStart(7, '0')}`.toLowerCase(), plan: null }] : [])
  ]
}
