import type { Call } from '#platform/action'
import { permit, type Permitted, type Placement } from '#platform/access'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'

export type StaffRecord = {
  id: string
  regionId: number
  unitId: string
  staffIds: string[]
  jobNumber: string
  name: string
  status: string
  version: number
}

/** Columns that place a person, for scopeFilter over `people.staff as staff`. */
export const staffColumns = { regionId: 'staff.region_id', unitId: 'staff.unit_id', staffIds: ['staff.id'] }

/** A person as permissions see them. Refuses with `not-found`. */
export async function getStaffRecord(tx: Call['tx'], staffId: string): Promise<StaffRecord> {
  const row = await tx
    .selectFrom('people.staff')
    .select([
      'id',
      'region_id as regionId',
      'unit_id as unitId',
      'job_number as jobNumber',
      'name',
      'status',
      'version'
    ])
    .where('id', '=', staffId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return { ...row, staffIds: [row.id] }
}

/** The person, when the caller may change them. Refuses with `not-found`, `not-permitted`. */
export async function staffToChange(call: Call, staffId: string): Promise<Permitted<StaffRecord & Placement>> {
  return permit(call, 'people.write', await getStaffRecord(call.tx, staffId), 'people.read')
}

/** Nobody raises, locks out or resets themselves through the administration. Refuses with `staff-is-oneself`. */
export function refuseOneself(call: Call, staffId: string): void {
  if (call.actor.kind === 'staff' && call.actor.id === staffId) throw refuse('staff-is-oneself')
}

type Change = Partial<{
  unit_id: string
  job_number: string
  name: string
  email: string | null
  phone: string | null
  status: 'active' | 'deactivated'
}>

/** Writes a change of the version the caller saw and moves the version on, else refuses with `changed-meanwhile`. */
export async function writeStaff(
  call: Call,
  staff: Permitted<{ id: string }>,
  version: number,
  change: Change
): Promise<void> {
  const written = await call.tx
    .updateTable('people.staff')
    .set((set) => ({ ...change, version: set('version', '+', 1) }))
    .where('id', '=', staff.id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!written) throw refuse('changed-meanwhile')
}

type StaffVerb =
  | 'staff.create'
  | 'staff.update'
  | 'staff.deactivate'
  | 'staff.reactivate'
  | 'staff.set-roles'
  | 'staff.set-skills'
type StaffEvent =
  | 'staff.created'
  | 'staff.changed'
  | 'staff.deactivated'
  | 'staff.reactivated'
  | 'staff.roles-changed'
  | 'staff.skills-changed'

/** Records the event and the audit of a change. Names of fields, never what is in them. @norm GV-03 */
export async function staffChanged(
  call: Call,
  staff: { id: string; regionId: number },
  event: StaffEvent,
  verb: StaffVerb,
  fields: string[] = [],
  detail: Record<string, unknown> = {}
): Promise<void> {
  const subject = { regionId: staff.regionId, subjectKind: 'staff', subjectId: staff.id }
  await record(call, { ...subject, name: event, data: { ...detail, ...(fields.length > 0 ? { fields } : {}) } })
  await audited(call, { ...subject, verb, fields, detail })
}
