import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Call, callOf } from '#platform/action'
import type { App } from '#platform/app-type'
import { setCookie } from '#platform/http'
import { beginSession, type SignedInPerson } from './begin-session.ts'
import { callbackPath, departTo, type Identity, identityFrom } from './oidc-provider-client.ts'
import { openPendingSignIn } from './pending-sign-in.ts'
import { hashOfSecret } from './secrets.ts'
import { auditFailure } from './sign-in.ts'

const stateCookie = 'shouwen-oidc'
const MINUTES_AWAY = 10

/** The two addresses of single sign-on. Browsers are redirected to them, so they are not operations of the contract. */
export function mountOidc(server: FastifyInstance, app: App): void {
  server.get('/api/sign-in/oidc/start', (request, reply) => depart(app, request, reply))
  server.get(callbackPath, (request, reply) => comeBack(app, request, reply))
}

async function depart(app: App, request: FastifyRequest, reply: FastifyReply) {
  const { url, state, nonce, codeVerifier } = await departTo(app)
  await app.db
    .insertInto('people.oidc_flow')
    .values({ state_hash: hashOfSecret(state), nonce, code_verifier: codeVerifier, created_at: app.clock.now() })
    .execute()
  setCookie(app, request, reply, { name: stateCookie, value: state, maxAgeSeconds: MINUTES_AWAY * 60 })
  return reply.redirect(url)
}

async function comeBack(app: App, request: FastifyRequest, reply: FastifyReply) {
  const call: Call = {
    ...callOf(app, app.db, { kind: 'anonymous' }),
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    requestId: request.id
  }
  const target = await arrive(call, request)
  call.cookies.push({ name: stateCookie, value: '', maxAgeSeconds: 0 })
  for (const cookie of call.cookies) setCookie(app, request, reply, cookie)
  return reply.redirect(target)
}

/** Signs the person in and answers the page to go to; every failure leads to the sign-in page with a code it has words for. */
async function arrive(call: Call, request: FastifyRequest): Promise<string> {
  const state = request.cookies[stateCookie]
  const sent =
    state && (request.query as Record<string, unknown>)['state'] === state ? await takeFlow(call, state) : undefined
  if (!state || !sent) return '/sign-in?problem=oidc-failed'
  let identity: Identity
  try {
    identity = await identityFrom(call.app, new URL(request.url, call.app.config.publicUrl), {
      state,
      nonce: sent.nonce,
      codeVerifier: sent.code_verifier
    })
  } catch (error) {
    call.app.log.warn(
      { err: { name: (error as Error).name, code: (error as { code?: string }).code } },
      'single sign-on failed'
    )
    return '/sign-in?problem=oidc-failed'
  }
  const person = await personOf(call, identity)
  if (!person) {
    await auditFailure(call, undefined)
    return '/sign-in?problem=oidc-no-account'
  }
  return call.app.db.transaction().execute(async (tx) => {
    if (person.totp_enabled_at && !identity.secondFactor)
      return `/sign-in#second-factor=${await openPendingSignIn(tx, person.staffId, 'oidc', call.now)}`
    await beginSession({ ...call, tx }, person, 'oidc', identity.secondFactor ? call.now : null)
    return '/'
  })
}

/** A departure counts once and for a few minutes. */
function takeFlow(call: Call, state: string) {
  return call.app.db
    .deleteFrom('people.oidc_flow')
    .where('state_hash', '=', hashOfSecret(state))
    .where('created_at', '>', new Date(call.now.getTime() - MINUTES_AWAY * 60_000))
    .returning(['nonce', 'code_verifier'])
    .executeTakeFirst()
}

type Person = SignedInPerson & { totp_enabled_at: Date | null }

/** By subject; the first time by verified e-mail address, which binds the subject to the person for good. */
async function personOf(call: Call, identity: Identity): Promise<Person | undefined> {
  const people = call.app.db
    .selectFrom('people.staff as staff')
    .innerJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select([
      'staff.id as staffId',
      'staff.region_id as regionId',
      'staff.unit_id as unitId',
      'staff.job_number as jobNumber',
      'totp_enabled_at'
    ])
    .where('staff.status', '=', 'active')
  const bound = await people.where('oidc_subject', '=', identity.subject).executeTakeFirst()
  if (bound || identity.verifiedEmail === null) return bound
  const email = identity.verifiedEmail.toLowerCase()
  const person = await people
    .where((where) => where(where.fn<string>('lower', ['staff.email']), '=', email))
    .where('oidc_subject', 'is', null)
    .executeTakeFirst()
  if (!person) return undefined
  const binding = await call.app.db
    .updateTable('people.account')
    .set({ oidc_subject: identity.subject })
    .where('staff_id', '=', person.staffId)
    .where('oidc_subject', 'is', null)
    .returning('staff_id')
    .executeTakeFirst()
  return binding && person
}
