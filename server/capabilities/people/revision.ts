import type { Call } from '#platform/action'

/** Tells every process that units or roles have changed: what they remember of permissions is rebuilt on the next request. */
export async function bumpOrganisation(tx: Call['tx']): Promise<void> {
  await tx
    .updateTable('people.revision')
    .set((set) => ({ number: set('number', '+', 1) }))
    .where('name', '=', 'organisation')
    .execute()
}

/** Tells that a person, their roles or skills have changed. */
export async function bumpStaff(tx: Call['tx'], staffId: string): Promise<void> {
  await tx
    .updateTable('people.staff')
    .set((set) => ({ version: set('version', '+', 1) }))
    .where('id', '=', staffId)
    .execute()
}
