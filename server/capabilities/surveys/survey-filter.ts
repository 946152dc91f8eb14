import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'

export type SurveyFilter = { regionId?: number; unitId?: string; staffId?: string; channel?: string; kind?: string; from?: string; to?: string }

/** Surveys the actor may read, narrowed as asked. The period is when they were asked: from inclusive, to exclusive. */
export function surveysFor(call: Call, filter: SurveyFilter) {
  return call.tx
    .selectFrom('surveys.survey as s')
    .where(scopeFilter(call.actor, 'survey.read', { regionId: 's.region_id', unitId: 's.unit_id', staffIds: ['s.staff_id'] }))
    .$if(filter.regionId !== undefined, (query) => query.where('s.region_id', '=', filter.regionId as number))
    .$if(filter.unitId !== undefined, (query) => query.where('s.unit_id', '=', filter.unitId as string))
    .$if(filter.staffId !== undefined, (query) => query.where('s.staff_id', '=', filter.staffId as string))
    .$if(filter.channel !== undefined, (query) => query.where('s.channel', '=', filter.channel as string))
    .$if(filter.kind !== undefined, (query) => query.where('s.ticket_kind', '=', filter.kind as string))
    .$if(filter.from !== undefined, (query) => query.where('s.asked_at', '>=', new Date(filter.from as string)))
    .$if(filter.to !== undefined, (query) => query.where('s.asked_at', '<', new Date(filter.to as string)))
}
