import { randomBytes } from 'node:crypto'
import type {
  downloadPack as downloadOperation,
  listPacks as listOperation,
  makePack as makeOperation,
  PackView,
  revealRedactions as revealOperation
} from '@shouwen/contract/legal-evidence'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId, type StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { downloadHead } from '#platform/files-download'
import { enqueue } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import type { LegalPack } from '#platform/schema.gen'
import { openSecret, sealSecret } from '#platform/secret-box'
import type { Ticket } from '#capabilities/tickets'
import { iso, legalHappened, people, rowById, ticketUnder } from './ground.ts'
import { checkLegalWord, legalRules, worded } from './legal-rules.ts'
import { saltOf } from './redact.ts'

export type Pack = Selectable<LegalPack>
type View = Static<typeof PackView>
/** What to leave out, and whether the sound is put in. */
export type PackChoice = View['options']

export const SALT = 'evidence-pack-salt'
const JOB = 'legal.make-pack'

export const packOptions = ({ options }: Pack): PackChoice => options as unknown as PackChoice

/** Asks for an evidence pack by one press: purpose and reason are stated, a worker makes it. @norm TK-20 TK-60 */
export async function makePack(
  call: Call,
  { ticketId, purpose, reason, ...options }: InputOf<typeof makeOperation>
): Promise<OutputOf<typeof makeOperation>> {
  return packView(
    call,
    await packEvidence(call, await ticketUnder(call, 'legal.pack', ticketId), { purpose, reason, ...options })
  )
}

/** The same for a ticket that was permitted already; refuses `legal-word-unknown` and `pack-being-made`. */
export async function packEvidence(
  call: Call,
  ticket: Ticket,
  { purpose, reason, ...options }: PackChoice & { purpose: string; reason: string }
): Promise<Pack> {
  checkLegalWord(legalRules().packs.purposes, purpose)
  const making = await call.tx
    .selectFrom('legal.pack')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('state', '=', 'making')
    .executeTakeFirst()
  if (making) throw refuse('pack-being-made')
  const row = await call.tx
    .insertInto('legal.pack')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      purpose,
      reason,
      options: JSON.stringify(options),
      state: 'making',
      salt: sealSecret(call.app.config.dataDir, SALT, randomBytes(32).toString('hex')),
      unit_id: ticket.unit_id,
      requested_by: staffId(call.actor),
      requested_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueue(call, {
    kind: JOB,
    key: row.id,
    regionId: row.region_id,
    maxAttempts: 3,
    payload: { regionId: row.region_id, packId: row.id }
  })
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.pack-asked',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { packId: row.id, purpose, options },
    purpose: reason
  })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
  return row
}

/** Packs made of a case, the newest first. */
export async function listPacks(
  call: Call,
  { ticketId }: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const ticket = await ticketUnder(call, 'legal.pack', ticketId)
  const rows = await call.tx
    .selectFrom('legal.pack')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('requested_at', 'desc')
    .limit(50)
    .execute()
  const person = await people(
    call,
    rows.map((row) => row.requested_by)
  )
  return { items: rows.map((row) => viewOf(row, person)) }
}

/** Sends a pack; every fetching is in the audit with the purpose it was made for. @norm TK-60 */
export async function downloadPack(call: Call, { packId }: InputOf<typeof downloadOperation>): Promise<StreamAnswer> {
  const row = await ready(call, packId)
  const file = await call.tx
    .selectFrom('platform.file')
    .select(['sha256', 'name', 'size'])
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.file_id as string)
    .executeTakeFirst()
  if (!file) throw refuse('file-missing')
  const stored = {
    id: (file.sha256 as Buffer).toString('hex'),
    name: file.name,
    kind: 'zip' as const,
    bytes: Number(file.size)
  }
  const { stream } = await call.app.files.get(stored.id)
  await audited(call, {
    verb: 'legal.pack-fetched',
    regionId: row.region_id,
    subjectKind: 'ticket',
    subjectId: row.ticket_id,
    purpose: row.reason,
    detail: { packId: row.id }
  })
  return { stream, headers: downloadHead(stored).headers }
}

/** The salts of what was left out: with a salt and the value anybody can check the hash in the pack. Audited with its reason. */
export async function revealRedactions(
  call: Call,
  { packId, reason }: InputOf<typeof revealOperation>
): Promise<OutputOf<typeof revealOperation>> {
  const row = await ready(call, packId)
  const secret = Buffer.from(openSecret(call.app.config.dataDir, SALT, row.salt as Buffer), 'hex')
  await audited(call, {
    verb: 'legal.pack-salts',
    regionId: row.region_id,
    subjectKind: 'ticket',
    subjectId: row.ticket_id,
    purpose: reason,
    detail: { packId: row.id }
  })
  return {
    salts: Array.from({ length: row.redactions ?? 0 }, (_, at) => ({ no: at + 1, salt: saltOf(secret, at + 1) }))
  }
}

async function ready(call: Call, packId: string): Promise<Pack> {
  const row = await rowById(call, 'legal.pack', packId)
  await ticketUnder(call, 'legal.pack', { regionId: row.region_id, id: row.ticket_id })
  if (row.state !== 'done' || !row.file_id) throw refuse('pack-not-ready', { state: row.state })
  return row
}

async function packView(call: Call, row: Pack): Promise<View> {
  return viewOf(row, await people(call, [row.requested_by]))
}

const hex = (bytes: unknown) => (bytes === null ? null : (bytes as Buffer).toString('hex'))

function viewOf(row: Pack, person: Awaited<ReturnType<typeof people>>): View {
  return {
    regionId: row.region_id,
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    purpose: worded(legalRules().packs.purposes, row.purpose),
    reason: row.reason,
    options: packOptions(row),
    state: row.state as View['state'],
    failure: row.failure,
    bytes: row.bytes === null ? null : Number(row.bytes),
    sha256: hex(row.sha256),
    manifestSha256: hex(row.manifest_sha256),
    keyFingerprint: row.key_fingerprint,
    parts: row.parts,
    redactions: row.redactions,
    requestedBy: person(row.requested_by),
    requestedAt: row.requested_at.toISOString(),
    madeAt: iso(row.made_at)
  }
}
