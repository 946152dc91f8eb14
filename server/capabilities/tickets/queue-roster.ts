import { sql } from 'kysely'
import type { Call } from '#platform/action'

export type QueueRoster = {
  code: string
  unitId: string
  nameZh: string
  nameEn: string
  /** Skill the queue asks for. */
  skill: string | null
  /** Active members with their level in that skill; 0 = without it. */
  members: Map<string, number>
}

/** The active queues of a region and who works from each: for those who give out other work than tickets by the same queues. */
export async function queueRoster(tx: Call['tx'], regionId: number): Promise<QueueRoster[]> {
  const { rows } = await sql<{
    code: string
    unit_id: string
    name_zh: string
    name_en: string
    skill: string | null
    members: [string, number][]
  }>`
    select q.code, q.unit_id, q.name_zh, q.name_en, q.skill,
      coalesce(jsonb_agg(jsonb_build_array(m.staff_id, coalesce(k.level, 0))) filter (where s.id is not null), '[]') as members
    from tickets.queue q
    left join tickets.queue_member m on m.queue_code = q.code and m.active
    left join people.staff s on s.id = m.staff_id and s.status = 'active'
    left join people.staff_skill k on k.staff_id = m.staff_id and k.skill_code = q.skill
    where q.region_id = ${regionId} and q.active
    group by q.code order by q.rank, q.code`.execute(tx)
  return rows.map((row) => ({
    code: row.code,
    unitId: row.unit_id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    skill: row.skill,
    members: new Map(row.members)
  }))
}
