import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/legal'
import { canonical } from '#platform/canonical'
import { CHAIN, ENTRIES, MANIFEST } from '#platform/sealed-pack/manifest'
import { provesRedaction, verifyPack } from '#platform/sealed-pack/verify-pack'
import { addToPack } from './pack-sections.ts'
import type { Redaction } from './redact.ts'
import { type MadePack, madePack, plainOptions, STRANGER } from './testing/made-pack.ts'

let p: MadePack
let o: MadePack['o']
let pack: Buffer
let fingerprint: string
let ticketId: string
beforeAll(async () => {
  p = await madePack()
  ;({ o, pack, fingerprint, ticketId } = p)
})
afterAll(() => p.stop())

describe('An evidence pack', () => {
  test('is made by one press, holds the case whole, and verifies without a database @norm TK-20 TK-60', async () => {
    const report = await verifyPack(p.file, fingerprint)
    expect(report).toMatchObject({ whole: true, genuine: true, faults: [] })
    expect(report.counts.entries).toBeGreaterThan(4)
    const parts = await p.partsOf(pack)
    for (const name of [
      'index.html',
      'case/ticket.json',
      'case/complaint.json',
      'case/calls.json',
      'case/promises.json',
      'case/linked-cases.json',
      'case/decisions.json',
      'case/timeline.json',
      ENTRIES,
      CHAIN,
      'redactions.json'
    ])
      expect([...parts.keys()], name).toContain(name)
    const sound = [...parts].find(([name]) => name.startsWith('recordings/'))
    expect(sound?.[1].toString()).toContain('what was said')
    const promises = JSON.parse(parts.get('case/promises.json')?.toString() ?? '[]') as {
      promise: { clauseId: string }
      steps: unknown[]
    }[]
    expect(promises.map(({ promise }) => promise.clauseId)).toEqual(
      expect.arrayContaining(['complaint-reply', 'appeal-accepted', 'legal-referral-decided'])
    )
    expect(promises.every(({ steps }) => steps.length > 0)).toBe(true)
    expect(report.manifest?.made).toMatchObject({
      purpose: 'lawsuit',
      reason: '法院举证',
      by: { id: o.staff.counsel.id }
    })
    const evidence = await o.t.db
      .selectFrom('platform.evidence')
      .select('payload')
      .where('kind', '=', 'legal.pack-made')
      .execute()
    expect(JSON.stringify(evidence)).toContain(createHash('sha256').update(pack).digest('hex'))
  })

  test('has a page in both languages that needs no network and runs nothing that was written into the case', async () => {
    const page = (await p.partsOf(pack)).get('index.html')?.toString() ?? ''
    expect(page).toContain('时间线')
    expect(page).toContain('Timeline')
    expect(page).not.toMatch(/<script|https?:\/\/|src=/)
    expect(page).toContain("default-src 'none'")
    expect(page).toContain('&#60;script&#62;')
  })

  test('its canonical manifest names every part; equal parts make equal bytes', async () => {
    const text = (await p.partsOf(pack)).get(MANIFEST) as Buffer
    expect(canonical(JSON.parse(text.toString()))).toBe(text.toString())
    expect((await p.packedAgain(() => {})).equals(pack)).toBe(true)
  })

  test('leaves out what was asked and proves later what stood there, while nobody can guess it', async () => {
    const { bytes, view } = await p.make({ hideNumbers: true, hideOthers: true, hideNotes: true })
    expect(await p.at(bytes, fingerprint)).toMatchObject({ whole: true })
    const text = bytes.toString('utf8')
    expect(text).toContain('13812345678')
    expect(text).not.toContain('13812345679')
    expect(text).not.toContain(STRANGER)
    expect(text).not.toContain('李娜')
    expect(text).not.toContain('客户情绪激动')
    expect(text).not.toContain('主张霸王条款')
    const list = JSON.parse((await p.partsOf(bytes)).get('redactions.json')?.toString() ?? '[]') as Redaction[]
    expect(list.length).toBe(view.redactions)
    expect(new Set(list.map(({ kind }) => kind))).toEqual(new Set(['phone', 'other-customer', 'internal']))
    const { salts } = await o.t.ok(
      contract.revealRedactions,
      { packId: view.id, reason: '法庭要求说明' },
      o.staff.counsel
    )
    const phone = list.find(
      ({ kind, no, sha256 }) => kind === 'phone' && provesRedaction(salts[no - 1]?.salt ?? '', STRANGER, sha256)
    )
    expect(phone).toBeDefined()
    expect(provesRedaction(salts[(phone?.no ?? 1) - 1]?.salt ?? '', '13987654322', phone?.sha256 ?? '')).toBe(false)
  })

  test('a stored file that is damaged or gone is named, and the rest is packed all the same', async () => {
    const own = await o.complain()
    const kept = await o.recordedCall(own, '2026-11-20T02:00:00Z', 'stays')
    const lost = await o.recordedCall(own, '2026-11-21T02:00:00Z', 'is lost')
    const spoilt = await o.recordedCall(own, '2026-11-22T02:00:00Z', 'is spoilt')
    await o.t.app.files.remove(lost.sha256)
    await o.t.db
      .updateTable('voice.recording')
      .set({ sha256: Buffer.from(kept.sha256, 'hex') })
      .where('id', '=', spoilt.recordingId)
      .execute()
    const directory = (o.t.app.config.files as { directory: string }).directory
    const places = await readdir(directory, { recursive: true })
    const spoiltPath = places.find(
      (one) => one.endsWith(spoilt.sha256) || one.replaceAll(path.sep, '').endsWith(spoilt.sha256)
    )
    expect(spoiltPath).toBeDefined()
    await o.t.db
      .updateTable('voice.recording')
      .set({ sha256: Buffer.from(spoilt.sha256, 'hex') })
      .where('id', '=', spoilt.recordingId)
      .execute()
    await writeFile(path.join(directory, spoiltPath as string), 'something else')
    const { bytes } = await p.make({}, own)
    const report = await p.at(bytes, fingerprint)
    expect(report.whole).toBe(true)
    expect(report.manifest?.absent).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sha256: lost.sha256, because: 'missing' }),
        expect.objectContaining({ sha256: spoilt.sha256, because: 'damaged' })
      ])
    )
  })

  test('short messages to the customer are in it with what became of them, so that a dispute about a reminder can be decided @norm TK-10', async () => {
    const sms = {
      region_id: 1,
      to_number: '13812345678',
      purpose: 'suspension-reminder',
      subject_kind: 'customer',
      subject_id: o.customers.zhang.customerId,
      customer_id: o.customers.zhang.customerId,
      created_at: new Date('2026-11-20T01:00:00Z')
    }
    await o.t.db
      .insertInto('sms.message')
      .values({
        ...sms,
        id: crypto.randomUUID(),
        body: '您的话费余额不足，即将停机',
        state: 'delivered',
        settled_at: new Date('2026-11-20T01:00:05Z')
      })
      .execute()
    const messages = JSON.parse((await p.partsOf((await p.make()).bytes)).get('case/sms.json')?.toString() ?? '[]') as {
      state: string
      settled_at: string
    }[]
    expect(messages).toMatchObject([
      { state: 'delivered', settled_at: '2026-11-20T01:00:05.000Z', purpose: 'suspension-reminder' }
    ])
  })

  test('other capabilities hand in what they know of a case', async () => {
    addToPack('told-by-a-test', async ({ ticket }) => ({
      title: { zh: '另一部分', en: 'Another part' },
      data: { number: ticket.number }
    }))
    expect([...(await p.partsOf((await p.make()).bytes)).keys()]).toContain('case/told-by-a-test.json')
  })

  test('two presses make one pack; only who holds legal.pack may ask, list and fetch', async () => {
    const ask = (by: { token: string }) =>
      o.t.call(contract.makePack, { ticketId, purpose: 'counsel', reason: '研判', ...plainOptions }, by)
    expect((await ask(o.staff.handler)).problem.code).toBe('not-permitted')
    expect((await ask(o.staff.cantoneseCounsel)).problem.code).toBe('not-found')
    const first = (await ask(o.staff.counsel)).body
    expect((await ask(o.staff.counselTwo)).problem.code).toBe('pack-being-made')
    expect((await o.t.call(contract.downloadPack, { packId: first.id }, o.staff.counsel)).problem.code).toBe(
      'pack-not-ready'
    )
    await o.t.drain()
    const got = await o.t.call(contract.downloadPack, { packId: first.id }, o.staff.counsel)
    expect(got.status).toBe(200)
    expect(got.headers['content-disposition']).toContain('.zip')
    expect((await o.t.call(contract.downloadPack, { packId: first.id }, o.staff.handler)).problem.code).toBe(
      'not-permitted'
    )
    expect(
      (
        await o.t.db.selectFrom('platform.audit').select('purpose').where('verb', '=', 'legal.pack-fetched').execute()
      ).at(-1)?.purpose
    ).toBe('研判')
  })
})
