import { type Call, transact } from '#platform/action'
import { canonical } from '#platform/canonical'
import type { JobKind } from '#platform/jobs'
import { Refusal, refuse } from '#platform/refusal'
import { CHAIN, ENTRIES } from '#platform/sealed-pack/manifest'
import { measure, sealPack } from '#platform/sealed-pack/write-pack'
import { openSecret } from '#platform/secret-box'
import { explainPromise, clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { findTicket, type Ticket } from '#capabilities/tickets'
import { legalHappened } from './ground.ts'
import { legalRules, worded } from './legal-rules.ts'
import { evidenceOf } from './pack-evidence.ts'
import { casePage } from './pack-page.ts'
import { type Pack, packOptions, SALT } from './pack-records.ts'
import { gather, type PackMoment, type PackSection } from './pack-sections.ts'
import { storedParts } from './stored-parts.ts'
import { rulesOf } from './pack-secrets.ts'
import { redactor } from './redact.ts'
import { signingKey } from './signing-key.ts'
import { productVersion } from './product-version.ts'

const KIND = 'legal.make-pack'

/** Makes a pack: gathers what every capability knows, leaves out what was asked, seals, signs, and keeps it as one file. @norm TK-20 TK-60 */
export const makePackJob: JobKind = {
  kind: KIND,
  mode: 'outside',
  leaseSeconds: 120,
  async run(call, payload, job) {
    const [regionId, id] = [Number(payload['regionId']), String(payload['packId'])]
    const pack = await call.tx
      .selectFrom('legal.pack')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (pack?.state !== 'making') return
    const ticket = await findTicket(call.tx, regionId, pack.ticket_id)
    if (!ticket) return failed(call, pack, null, 'not-found')
    try {
      await make(call, pack, ticket)
    } catch (error) {
      if (error instanceof Refusal) return failed(call, pack, ticket, error.code)
      if (job.attempts >= job.maxAttempts) await failed(call, pack, ticket, 'unexpected')
      throw error
    }
  }
}

async function make(call: Call, pack: Pack, ticket: Ticket): Promise<void> {
  const { most_bytes, most_parts } = legalRules().packs
  const options = packOptions(pack)
  const secret = Buffer.from(openSecret(call.app.config.dataDir, SALT, pack.salt as Buffer), 'hex')
  const sections = await gather({ call, ticket, recordings: options.recordings })
  const subjects = [
    ...new Set([ticket.id, ...sections.flatMap(([, section]) => section.subjects ?? []).map(({ id }) => id)])
  ]
  const promises = await promisesOf(call, ticket, sections)
  sections.push(['promises', promises])
  const redaction = redactor(await rulesOf(call, ticket, sections, options), secret)
  const clean = sections.map(([kind, section]): [string, PackSection] => [
    kind,
    { ...section, data: redaction.redact(plain(section.data), `case/${kind}.json`) }
  ])
  const moments = redaction.redact(plain(momentsOf(sections)), 'case/timeline.json') as PackMoment[]
  const { entries, links, summary } = await evidenceOf(call, ticket.region_id, subjects)
  const shown = entries.map((entry) => {
    const hidden = options.hideNotes && /^legal\.(referred|decided|referral-withdrawn)$/.test(entry.kind)
    const same =
      !hidden &&
      canonical(redactor(redaction.rules, secret).redact(entry.payload, ENTRIES)) === canonical(entry.payload)
    return same ? entry : { ...entry, payload: null }
  })
  const { files, absent } = await storedParts(
    call,
    sections.flatMap(([, section]) => section.files ?? [])
  )
  absent.push(...sections.flatMap(([, section]) => section.gone ?? []))
  const by = pack.requested_by ? (await staffNames(call.tx, [pack.requested_by])).get(pack.requested_by) : undefined
  const purpose = worded(legalRules().packs.purposes, pack.purpose)
  const said = {
    product: { name: 'Shouwen', version: productVersion() },
    subject: { kind: 'complaint', number: ticket.number, ticketId: ticket.id, regionId: ticket.region_id },
    made: {
      at: call.now.toISOString(),
      by: by ? { id: pack.requested_by, ...by } : null,
      purpose: pack.purpose,
      reason: pack.reason,
      packId: pack.id
    },
    options: { ...options },
    absent,
    evidence: summary,
    redactions: redaction.list().length
  }
  const json = [
    ...clean.map(([kind, section]) => [`case/${kind}.json`, section.data, section.title.en] as const),
    ['case/timeline.json', moments, 'Timeline'] as const,
    [ENTRIES, shown, 'Rows of evidence'] as const,
    [CHAIN, links, 'Links of the chain'] as const,
    ['redactions.json', redaction.list(), 'What was left out'] as const
  ]
  const texts = await Promise.all(
    json.map(([path, data, about]) => measure({ path, kind: 'data', about, content: Buffer.from(canonical(data)) }))
  )
  const page = casePage({
    ticket,
    said,
    purpose,
    sections: clean,
    moments,
    parts: [...texts, ...files],
    redactions: redaction.list()
  })
  const parts = [
    await measure({ path: 'index.html', kind: 'page', about: 'The case to be read', content: Buffer.from(page) }),
    ...texts,
    ...files
  ]
  if (parts.length > most_parts) throw refuse('export-too-large', { most: most_parts })
  const key = await signingKey(call)
  const sealed = await sealPack(parts, said, key)
  if (sealed.bytes > most_bytes) throw refuse('file-too-large', { limit: most_bytes })
  const file = await call.app.files.put(sealed.stream, {
    name: `${ticket.number}-${pack.id.slice(-6)}.zip`,
    declaredType: 'application/zip',
    limit: most_bytes,
    allowed: ['zip']
  })
  await transact(call.app, call.actor, async (last) => {
    const fileId = last.app.newId()
    const of = {
      region_id: pack.region_id,
      id: fileId,
      sha256: Buffer.from(file.id, 'hex'),
      size: file.bytes,
      media_type: file.mediaType,
      name: file.name,
      subject_kind: 'evidence-pack',
      subject_id: pack.id
    }
    await last.tx
      .insertInto('platform.file')
      .values({ ...of, created_by_kind: 'staff', created_by: pack.requested_by, created_at: last.now })
      .execute()
    await last.tx
      .updateTable('legal.pack')
      .set({
        state: 'done',
        file_id: fileId,
        bytes: file.bytes,
        sha256: Buffer.from(file.id, 'hex'),
        manifest_sha256: Buffer.from(sealed.manifestSha256, 'hex'),
        key_fingerprint: key.fingerprint,
        parts: parts.length + 2,
        redactions: said.redactions,
        made_at: last.now
      })
      .where('region_id', '=', pack.region_id)
      .where('id', '=', pack.id)
      .execute()
    const proof = {
      packId: pack.id,
      sha256: file.id,
      manifestSha256: sealed.manifestSha256,
      key: key.fingerprint,
      purpose: pack.purpose,
      reason: pack.reason,
      requestedBy: pack.requested_by
    }
    await legalHappened(last, ticket, pack.region_id, {
      name: 'legal.pack-made',
      subjectKind: 'ticket',
      subjectId: ticket.id,
      data: { packId: pack.id },
      purpose: pack.reason,
      proof
    })
  })
}

/** Dates as instants, bytes as hex, nothing undefined: what JSON can say. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) => (isBytes(member) ? Buffer.from(member.data).toString('hex') : member))
  ) as unknown
}

const isBytes = (member: unknown): member is { type: 'Buffer'; data: number[] } =>
  typeof member === 'object' &&
  member !== null &&
  (member as { type?: unknown }).type === 'Buffer' &&
  Array.isArray((member as { data?: unknown }).data)

function momentsOf(sections: readonly [string, PackSection][]): PackMoment[] {
  return sections
    .flatMap(([, section]) => section.moments ?? [])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Every promise of the case with the steps its clock counted, as the explanation page shows them. */
async function promisesOf(
  call: Call,
  ticket: Ticket,
  sections: readonly [string, PackSection][]
): Promise<PackSection> {
  const subjects = [{ kind: 'ticket', id: ticket.id }, ...sections.flatMap(([, section]) => section.subjects ?? [])]
  const data = []
  for (const [kind, group] of Map.groupBy(subjects, (subject) => subject.kind)) {
    const ids = [...new Set(group.map(({ id }) => id))]
    for (const clocks of (await clocksOf(call, ticket.region_id, kind, ids)).values())
      for (const clock of clocks) data.push(await explainPromise(call, { promiseId: clock.id }))
  }
  return {
    title: { zh: '承诺与时钟', en: 'Promises and their clocks' },
    data,
    moments: data.flatMap(({ promise, events }) =>
      events.map((event) => ({
        at: event.at,
        zh: `承诺“${promise.title.zh}”：${event.words.zh}`,
        en: `promise “${promise.title.en}”: ${event.words.en}`
      }))
    )
  }
}

async function failed(call: Call, pack: Pack, ticket: Ticket | null, failure: string): Promise<void> {
  await transact(call.app, call.actor, async (last) => {
    await last.tx
      .updateTable('legal.pack')
      .set({ state: 'failed', failure, made_at: last.now })
      .where('region_id', '=', pack.region_id)
      .where('id', '=', pack.id)
      .where('state', '=', 'making')
      .execute()
    await legalHappened(last, ticket, pack.region_id, {
      name: 'legal.pack-failed',
      subjectKind: 'ticket',
      subjectId: pack.ticket_id,
      data: { packId: pack.id, failure }
    })
  })
}
