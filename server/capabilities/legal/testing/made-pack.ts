import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as contract from '@shouwen/contract/legal'
import { answerTicket, noteTicket } from '@shouwen/contract/ticket-work'
import { readContainer } from '#platform/sealed-pack/read-container'
import { verifyPack } from '#platform/sealed-pack/verify-pack'
import { type Measured, measure } from '#platform/sealed-pack/write-pack'
import { directoryOf, endOf, LOCAL_BYTES, localHeader } from '#platform/sealed-pack/zip-layout'
import { openLegalOffice } from './legal-office.ts'

/** A number of somebody the case is not about. */
export const STRANGER = '13987654321'
export const plainOptions = { hideNumbers: false, hideOthers: false, hideNotes: false, recordings: true }

/** A complaint with notes, an answer, a recorded call, an appeal and a decision of counsel, and the pack made of it. */
export async function madePack() {
  const o = await openLegalOffice()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pack-'))
  const file = path.join(folder, 'whole.zip')
  const ticketId = await o.complain({ description: `多扣 30 元，本机 13812345678；邻居李娜 13812345679 也一样，另一人 ${STRANGER}` })
  await o.t.ok(noteTicket, { ticketId, body: '内部：客户情绪激动 <script>alert(1)</script>' }, o.staff.handler)
  await o.t.ok(answerTicket, { ticketId, body: '已核实，双倍返还 60 元', channel: 'phone' }, o.staff.handler)
  await o.recordedCall(ticketId, '2026-11-23T02:00:00Z', 'what was said')
  await o.t.ok(contract.openLinkedCase, { ticketId, kind: 'appeal', authority: 'appeal-office', dispute: 'charge', step: 'received' }, o.staff.handler)
  const { id } = await o.t.ok(contract.referToLegal, { ticketId, grounds: ['unfair-terms'], reason: '主张霸王条款' }, o.staff.handler)
  await o.t.ok(contract.decideReferral, { referralId: id, decision: 'go-on', note: '按正常流程' }, o.staff.counsel)

  async function make(options: Partial<typeof plainOptions> = {}, of = ticketId) {
    const asked = await o.t.ok(contract.makePack, { ticketId: of, purpose: 'lawsuit', reason: '法院举证', ...plainOptions, ...options }, o.staff.counsel)
    await o.t.drain()
    const view = (await o.t.ok(contract.listPacks, { ticketId: of }, o.staff.counsel)).items.find((one) => one.id === asked.id)
    if (view?.state !== 'done') throw new Error(`the pack is ${view?.state} ${view?.failure}`)
    return { view, bytes: await collected((await o.t.app.files.get(view.sha256 as string)).stream) }
  }

  /** The report on these bytes. */
  async function at(bytes: Buffer, expected?: string) {
    const copy = path.join(folder, 'copy.zip')
    await writeFile(copy, bytes)
    return verifyPack(copy, expected)
  }

  async function partsOf(bytes: Buffer): Promise<Map<string, Buffer>> {
    const copy = path.join(folder, 'read.zip')
    await writeFile(copy, bytes)
    const handle = await open(copy, 'r')
    const { parts } = await readContainer(handle, bytes.length)
    await handle.close()
    const begin = (part: (typeof parts)[number]) => part.at + LOCAL_BYTES + Buffer.byteLength(part.path)
    return new Map(parts.map((part) => [part.path, bytes.subarray(begin(part), begin(part) + part.bytes)]))
  }

  /** The same parts laid out again, some changed: as somebody would who unpacks, edits and packs again. */
  async function packedAgain(change: (parts: Map<string, Buffer>) => void): Promise<Buffer> {
    const parts = await partsOf(pack)
    change(parts)
    const laid: Measured[] = []
    for (const [name, content] of parts) laid.push(await measure({ path: name, kind: 'data', content: Buffer.from(content) }))
    return zipOf(laid)
  }

  const made = await make()
  const pack = made.bytes
  await writeFile(file, pack)
  const stop = async () => {
    await rm(folder, { recursive: true, force: true })
    await o.t.stop()
  }
  return { o, ticketId, file, pack, fingerprint: made.view.keyFingerprint as string, make, at, partsOf, packedAgain, stop }
}

export type MadePack = Awaited<ReturnType<typeof madePack>>

/** All that flows, as one. */
export async function collected(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function zipOf(parts: readonly Measured[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  const placed = []
  let at = 0
  for (const part of parts) {
    const one = { path: part.path, bytes: part.bytes, crc32: part.crc32, at }
    chunks.push(localHeader(one), await collected(await part.open()))
    placed.push(one)
    at = endOf(one)
  }
  return Buffer.concat([...chunks, directoryOf(placed)])
}
