import type { CallRow } from './load-call.ts'

/** The call as the floor knows it. */
export const floorRef = ({ region_id, id }: Pick<CallRow, 'region_id' | 'id'>) => ({ kind: 'call' as const, id, regionId: region_id })
