import type { getSession as operation } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { abilitiesOf } from './grants.ts'
import { heldRoles } from './held-roles.ts'
import { passwordMustChange } from './identify.ts'
import type { StaffActor } from './own-account.ts'
import { policy } from './policy.ts'
import { regionsOf } from './regions-of.ts'
import { secondFactorIsRequired } from './second-factor-setting.ts'

type Session = OutputOf<typeof operation>

/** Who is signed in, what they may do and what they still owe. Everybody may ask; strangers learn only how to sign in. */
export async function getSession(call: Call): Promise<Session> {
  if (call.actor.kind !== 'staff') return nobody(call.app)
  const { actor } = call
  const [staff, regions, roles, account, session] = await Promise.all([
    findPerson(call, actor),
    regionsOf(call, actor),
    heldRoles(call.tx, actor.id),
    call.tx
      .selectFrom('people.account')
      .select(['must_change', 'password_changed_at', 'password_hash'])
      .where('staff_id', '=', actor.id)
      .executeTakeFirst(),
    findSession(call, actor)
  ])
  const usesPassword = account?.password_hash != null && session?.method === 'password'
  const owes: Session['owes'] = []
  if (usesPassword && passwordMustChange(account, call.now)) owes.push('password-change')
  const waiting = session && !session.second_factor_at && roles.some((role) => role.twoFactor)
  if (waiting && (await secondFactorIsRequired(call.tx))) owes.push('second-factor')
  const changedAt = usesPassword ? account.password_changed_at : null
  return {
    ...nobody(call.app),
    staff,
    roles: roles.map(({ code, zh, en, unitId }) => ({ code, zh, en, unitId })),
    regions,
    abilities: abilitiesOf(actor.grants),
    sees: actor.sees,
    owes,
    passwordExpiresAt: changedAt
      ? new Date(changedAt.getTime() + policy.age.max_days * 86_400_000).toISOString()
      : null,
    sessionEndsAt: session?.expires_at.toISOString() ?? null
  }
}

function nobody(app: App): Session {
  const oidc = app.config.oidc ? { name: app.config.oidc.name } : null
  return {
    staff: null,
    roles: [],
    regions: [],
    abilities: [],
    sees: [],
    owes: [],
    passwordExpiresAt: null,
    sessionEndsAt: null,
    oidc
  }
}

async function findPerson(call: Call, { id: staffId, regionId }: StaffActor): Promise<Session['staff']> {
  const row = await call.tx
    .selectFrom('people.staff as staff')
    .innerJoin('people.unit as unit', 'unit.id', 'staff.unit_id')
    .leftJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select([
      'staff.id',
      'staff.name',
      'job_number',
      'login',
      'unit_id',
      'name_zh',
      'name_en',
      'language',
      'theme'
    ])
    .where('staff.id', '=', staffId)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    jobNumber: row.job_number,
    login: row.login,
    regionId,
    unit: { id: row.unit_id, nameZh: row.name_zh, nameEn: row.name_en },
    language: row.language as 'zh-CN' | 'en',
    theme: row.theme as 'light' | 'dark' | 'system'
  }
}

async function findSession(call: Call, actor: StaffActor) {
  if (!actor.sessionId) return undefined
  return call.tx
    .selectFrom('people.session')
    .select(['method', 'second_factor_at', 'expires_at'])
    .where('id', '=', actor.sessionId)
    .executeTakeFirst()
}
