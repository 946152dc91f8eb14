import { sql } from 'kysely'
import type { Call } from '#platform/action'

/** Which customers a campaign means. */
export type Audience = {
  grades?: readonly string[] | undefined
  vip?: boolean | undefined
  kind?: 'person' | 'organisation' | undefined
  unitId?: string | undefined
  area?: 'town' | 'rural' | undefined
  service?: string | undefined
  planCode?: string | undefined
}

/** A customer of the audience; `leftOut` says why they may not be turned to: no-consent, do-not-disturb, no-number. */
export type AudienceMember = { id: string; leftOut: 'no-consent' | 'do-not-disturb' | 'no-number' | null }

/**
 * The active customers of a region that fit, in an order that has nothing to do with who they are; whoever did not say yes to the purpose, wants
 * to be left alone or has no number is named with the reason. At most `limit`. @norm CI-06 CI-16
 */
export async function findAudience(call: Call, regionId: number, audience: Audience, purpose: string, limit: number): Promise<AudienceMember[]> {
  const { grades, vip, kind, unitId, area, service, planCode } = audience
  const onLine = service !== undefined || planCode !== undefined
  const { rows } = await sql<{ id: string; left_out: AudienceMember['leftOut'] }>`
    select c.id, case
        when (select granted from customers.consent k where k.region_id = c.region_id and k.customer_id = c.id and k.purpose = ${purpose}
          order by k.at desc, k.id desc limit 1) is not true then 'no-consent'
        when coalesce((c.preferences->>'doNotDisturb')::boolean, false) then 'do-not-disturb'
        when not exists (select 1 from customers.contact_means m where m.region_id = c.region_id and m.customer_id = c.id and m.kind = 'phone')
          and not exists (select 1 from customers.service_line n where n.region_id = c.region_id and n.customer_id = c.id and n.closed_on is null and n.service in ('mobile', 'fixed'))
          then 'no-number'
      end as left_out
    from customers.customer c
    where c.region_id = ${regionId} and c.status = 'active'
      ${grades && grades.length > 0 ? sql`and c.grade = any(${[...grades]}::text[])` : sql``}
      ${vip === undefined ? sql`` : sql`and c.vip = ${vip}`} ${kind ? sql`and c.kind = ${kind}` : sql``}
      ${unitId ? sql`and c.unit_id = ${unitId}::uuid` : sql``} ${area ? sql`and c.area = ${area}` : sql``}
      ${
        onLine
          ? sql`and exists (select 1 from customers.service_line l where l.region_id = c.region_id and l.customer_id = c.id and l.closed_on is null
              ${service ? sql`and l.service = ${service}` : sql``} ${planCode ? sql`and l.plan_code = ${planCode}` : sql``})`
          : sql``
      }
    order by md5(c.id::text) limit ${limit}`.execute(call.tx)
  return rows.map(({ id, left_out }) => ({ id, leftOut: left_out }))
}
