import type * as contract from '@shouwen/contract/mail'
import type { MailboxView, MailServer } from '@shouwen/contract/mail'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { queueRoster } from '#capabilities/tickets'
import { permit, regionsFor } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { findMailbox, imapOf, type Mailbox, sealServer, smtpOf } from './mailbox.ts'
import { MailNotTaken, mailPorts } from './ports.ts'

/** The mailboxes of the regions whose settings the reader may change. */
export async function listMailboxes(
  call: Call,
  { regionId }: InputOf<typeof contract.listMailboxes>
): Promise<OutputOf<typeof contract.listMailboxes>> {
  const regions = regionsFor(call.actor, 'settings.write')
  const rows = await call.tx
    .selectFrom('contacts.mailbox')
    .selectAll()
    .$if(regions !== null, (query) => query.where(sql<boolean>`region_id = any(${regions ?? []}::int[])`))
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId as number))
    .orderBy('region_id')
    .orderBy('address')
    .limit(500)
    .execute()
  return { items: await viewsOf(call, rows) }
}

export async function createMailbox(call: Call, input: InputOf<typeof contract.createMailbox>): Promise<MailboxView> {
  permit(call, 'settings.write', { regionId: input.regionId })
  const region = await call.tx
    .selectFrom('platform.region')
    .select('id')
    .where('id', '=', input.regionId)
    .executeTakeFirst()
  if (!region) throw refuse('not-found')
  const id = call.app.newId()
  const queue = await placeOf(call, input.regionId, input.queueCode ?? null)
  const row = await call.tx
    .insertInto('contacts.mailbox')
    .values({
      id,
      region_id: input.regionId,
      address: input.address.toLowerCase(),
      name: input.name,
      ...queue,
      imap: input.imap ? sealServer(call.app.config, id, 'imap', input.imap) : null,
      smtp: input.smtp ? sealServer(call.app.config, id, 'smtp', input.smtp) : null,
      created_at: call.now,
      updated_at: call.now
    })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('mailbox-address-taken')
  return told(call, row, ['address', 'name', 'queueCode', 'imap', 'smtp'])
}

/** Changes what is given; the password of a server stays when the new settings name none. */
export async function updateMailbox(call: Call, input: InputOf<typeof contract.updateMailbox>): Promise<MailboxView> {
  const mailbox = await mailboxFor(call, input.mailboxId)
  if (mailbox.from_environment && input.imap !== undefined) throw refuse('mailbox-from-environment')
  const { config } = call.app
  const sealed = (which: 'imap' | 'smtp', given: MailServer | null | undefined, known: MailServer | null) =>
    given === undefined
      ? {}
      : {
          [which]: given
            ? sealServer(config, mailbox.id, which, {
                ...(known?.password && given.user === known.user ? { password: known.password } : {}),
                ...given
              })
            : null
        }
  const row = await call.tx
    .updateTable('contacts.mailbox')
    .set({
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.active === undefined ? {} : { active: input.active }),
      ...(input.queueCode === undefined ? {} : await placeOf(call, mailbox.region_id, input.queueCode)),
      ...sealed('imap', input.imap, mailbox.from_environment ? null : imapOf(config, mailbox)),
      ...sealed('smtp', input.smtp, mailbox.smtp ? smtpOf(config, mailbox) : null),
      updated_at: call.now
    })
    .where('id', '=', mailbox.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return told(
    call,
    row,
    Object.keys(input).filter((field) => field !== 'mailboxId')
  )
}

/** Connects and signs in to both servers; says what went wrong, never what a server answered. */
export async function testMailbox(
  call: Call,
  { mailboxId }: InputOf<typeof contract.testMailbox>
): Promise<OutputOf<typeof contract.testMailbox>> {
  const mailbox = await mailboxFor(call, mailboxId)
  const [imap, smtp] = [imapOf(call.app.config, mailbox), smtpOf(call.app.config, mailbox)]
  return {
    imap: imap && (await attempt(async () => (await mailPorts().source.open(imap)).close())),
    smtp: smtp && (await attempt(() => mailPorts().sender.check(smtp)))
  }
}

async function attempt(run: () => Promise<void>): Promise<{ ok: boolean; reason: string | null }> {
  try {
    await run()
    return { ok: true, reason: null }
  } catch (error) {
    const { code } = error as { code?: unknown }
    return {
      ok: false,
      reason: error instanceof MailNotTaken || typeof code === 'string' ? String(code).slice(0, 60) : 'failed'
    }
  }
}

async function mailboxFor(call: Call, id: string): Promise<Mailbox> {
  const mailbox = await findMailbox(call.tx, id)
  if (!mailbox) throw refuse('not-found')
  permit(call, 'settings.write', { regionId: mailbox.region_id })
  return mailbox
}

/** The queue and with it the unit whose mail it is. */
async function placeOf(
  call: Call,
  regionId: number,
  queueCode: string | null
): Promise<{ queue_code: string | null; unit_id: string | null }> {
  if (queueCode === null) return { queue_code: null, unit_id: null }
  const queue = (await queueRoster(call.tx, regionId)).find(({ code }) => code === queueCode)
  if (!queue) throw refuse('queue-unknown')
  return { queue_code: queue.code, unit_id: queue.unitId }
}

async function told(call: Call, row: Mailbox, fields: string[]): Promise<MailboxView> {
  await audited(call, {
    verb: 'mailbox.changed',
    regionId: row.region_id,
    subjectKind: 'mailbox',
    subjectId: row.id,
    fields
  })
  await record(call, { name: 'mailbox.changed', regionId: row.region_id, subjectKind: 'mailbox', subjectId: row.id })
  return (await viewsOf(call, [row]))[0] as MailboxView
}

async function viewsOf(call: Call, rows: readonly Mailbox[]): Promise<MailboxView[]> {
  if (rows.length === 0) return []
  const states = await call.tx
    .selectFrom('contacts.mailbox_state')
    .selectAll()
    .where(
      'mailbox_id',
      'in',
      rows.map(({ id }) => id)
    )
    .execute()
  const state = new Map(states.map((row) => [row.mailbox_id, row]))
  return rows.map((row) => {
    const { checked_at, failing_since, failure } = state.get(row.id) ?? {}
    return {
      id: row.id,
      regionId: row.region_id,
      address: row.address,
      name: row.name,
      queueCode: row.queue_code,
      active: row.active,
      fromEnvironment: row.from_environment,
      imap: shown(imapOf(call.app.config, row)),
      smtp: row.smtp ? shown(smtpOf(call.app.config, row)) : null,
      canSend: smtpOf(call.app.config, row) !== null,
      checkedAt: checked_at?.toISOString() ?? null,
      failingSince: failing_since?.toISOString() ?? null,
      failure: failure ?? null
    }
  })
}

const shown = (server: MailServer | null) =>
  server && {
    host: server.host,
    port: server.port,
    security: server.security,
    user: server.user ?? null,
    folder: server.folder ?? null
  }
