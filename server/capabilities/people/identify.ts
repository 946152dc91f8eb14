import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '#platform/action'
import type { App } from '#platform/app-type'
import { narrowGrants, regionsReached } from './grants.ts'
import { permissionsOf, type PersonKey } from './permissions.ts'
import { policy } from './policy.ts'
import { secondFactorIsRequired } from './second-factor-setting.ts'
import { hashOfSecret } from './secrets.ts'
import { idleLimit, sessionCookie } from './sessions.ts'

export type Identifier = (app: App, request: FastifyRequest) => Promise<Actor | null>
const others: Identifier[] = []

/** Registers another way to know who calls (the customer portal's cookie); asked when nobody of the staff is recognised. */
export function identifyWith(identifier: Identifier): void {
  if (!others.includes(identifier)) others.push(identifier)
}

/**
 * Who sent the request: bearer token, else session cookie, else what others recognise, else anonymous. One browser may hold the
 * sign-in of a staff member and of a customer; `wanted` says whose door the request came to.
 */
export async function identify(
  app: App,
  request: FastifyRequest,
  wanted: 'staff' | 'customer' | 'anyone' = 'anyone'
): Promise<Actor> {
  const bearer = /^Bearer (swt_[\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
  const staff =
    wanted === 'customer'
      ? null
      : bearer
        ? await ownerOfToken(app, bearer)
        : await personOfSession(app, request.cookies[sessionCookie])
  if (staff) return staff
  if (wanted === 'staff') return { kind: 'anonymous' }
  for (const identifier of others) {
    const actor = await identifier(app, request)
    if (actor) return actor
  }
  return { kind: 'anonymous' }
}

const SEEN_EVERY_MS = 60_000
const personColumns = [
  'staff.id as staffId',
  'staff.version',
  'staff.region_id as regionId',
  'staff.unit_id as unitId',
  'staff.job_number as jobNumber',
  'revision.number as revision'
] as const

async function personOfSession(app: App, secret: string | undefined): Promise<Actor | null> {
  if (!secret) return null
  const now = app.clock.now()
  const hash = hashOfSecret(secret)
  const row = await app.db
    .selectFrom('people.session as session')
    .innerJoin('people.staff as staff', 'staff.id', 'session.staff_id')
    .innerJoin('people.revision as revision', (join) => join.on('revision.name', '=', 'organisation'))
    .leftJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select([
      ...personColumns,
      'staff.working_region_id as workingRegionId',
      'session.id as sessionId',
      'last_seen_at',
      'method',
      'second_factor_at',
      'must_change',
      'password_changed_at'
    ])
    .where('session.hash', '=', hash)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('session.last_seen_at', '>', idleLimit(now))
    .where('staff.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return null
  if (now.getTime() - row.last_seen_at.getTime() > SEEN_EVERY_MS)
    await app.db
      .updateTable('people.session')
      .set({ last_seen_at: now })
      .where('hash', '=', hash)
      .where('revoked_at', 'is', null)
      .execute()
  const permissions = await permissionsOf(app, app.db, row)
  const withheld = row.method === 'password' && passwordMustChange(row, now)
  const passed =
    row.second_factor_at !== null || !(permissions.needsSecondFactor && (await secondFactorIsRequired(app.db)))
  const grants = withheld ? [] : passed ? permissions.grants : permissions.grantsWithoutSecondFactor
  const reached = regionsReached(grants, row.regionId)
  const chosen = row.workingRegionId
  const regionId = chosen !== null && (reached === null || reached.includes(chosen)) ? chosen : row.regionId
  return staffActor(
    { ...row, regionId },
    { grants, sees: withheld ? [] : permissions.sees, sessionId: row.sessionId, tokenScopes: null }
  )
}

/** Given by somebody else, or older than the policy allows: such a session opens nothing but the person's own account. @norm GV-02 */
export function passwordMustChange(
  account: { must_change: boolean | null; password_changed_at: Date | null },
  now: Date
): boolean {
  if (account.must_change) return true
  return (
    account.password_changed_at !== null &&
    now.getTime() - account.password_changed_at.getTime() > policy.age.max_days * 86_400_000
  )
}

async function ownerOfToken(app: App, token: string): Promise<Actor | null> {
  const now = app.clock.now()
  const hash = hashOfSecret(token)
  const row = await app.db
    .selectFrom('people.api_token as token')
    .innerJoin('people.staff as staff', 'staff.id', 'token.staff_id')
    .innerJoin('people.revision as revision', (join) => join.on('revision.name', '=', 'organisation'))
    .select([...personColumns, 'token.id as tokenId', 'scopes', 'last_used_at'])
    .where('token.hash', '=', hash)
    .where('token.revoked_at', 'is', null)
    .where(sql<boolean>`(token.expires_at is null or token.expires_at > ${now})`)
    .where('staff.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return null
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > SEEN_EVERY_MS)
    await app.db.updateTable('people.api_token').set({ last_used_at: now }).where('id', '=', row.tokenId).execute()
  const permissions = await permissionsOf(app, app.db, row)
  return staffActor(row, {
    grants: narrowGrants(permissions.grants, row.scopes),
    sees: permissions.sees,
    sessionId: null,
    tokenScopes: row.scopes
  })
}

type StaffActor = Extract<Actor, { kind: 'staff' }>

function staffActor(
  row: PersonKey & { jobNumber: string },
  rest: Pick<StaffActor, 'grants' | 'sees' | 'sessionId' | 'tokenScopes'>
): StaffActor {
  return {
    kind: 'staff',
    id: row.staffId,
    regionId: row.regionId,
    unitId: row.unitId,
    jobNumber: row.jobNumber,
    ...rest
  }
}

/** The actor a staff member would be with all their grants: for work done in their name outside a request. Null when deactivated. */
export async function actorOfStaff(app: App, staffId: string): Promise<Actor | null> {
  const row = await app.db
    .selectFrom('people.staff as staff')
    .innerJoin('people.revision as revision', (join) => join.on('revision.name', '=', 'organisation'))
    .select(personColumns)
    .where('staff.id', '=', staffId)
    .where('staff.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return null
  const permissions = await permissionsOf(app, app.db, row)
  return staffActor(row, { grants: permissions.grants, sees: permissions.sees, sessionId: null, tokenScopes: null })
}
