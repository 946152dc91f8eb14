import { randomUUID } from 'node:crypto'
import { openTicket } from '@shouwen/contract/tickets'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { openHotline } from '../../surveys/testing/hotline.ts'

type Who = { id: string; token: string }

/** A hotline with counsel, complaint handlers, an executive and a neighbour province, and complaints with calls and recordings. */
export async function openLegalOffice() {
  const h = await openHotline()
  const { t } = h
  const staff = await t.asSystem(async ({ tx }) => {
    let serial = 0
    const hire = async (unitId: string, role: string): Promise<Who> => {
      const { id } = await createStaff(tx, { unitId, jobNumber: `L${++serial}`, name: `法务${serial}`, roles: [role] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const unitOf = async (code: string) =>
      (await tx.selectFrom('people.unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
    const office = await createUnit(tx, {
      parentId: await unitOf('hn'),
      level: 'department',
      code: 'hn-legal',
      nameZh: '法务部',
      nameEn: 'Legal'
    })
    return {
      ...h.staff,
      counsel: await hire(office.id, 'legal'),
      counselTwo: await hire(office.id, 'legal'),
      handler: await hire(h.units.north.id, 'complaint-handler'),
      handlerSouth: await hire(h.units.south.id, 'complaint-handler'),
      southLeader: await hire(h.units.south.id, 'shift-leader'),
      executive: await hire(await unitOf('hn'), 'provincial-executive'),
      cantoneseCounsel: await hire(await unitOf('gd'), 'legal')
    }
  })

  async function complain(
    more: { title?: string; description?: string; customerId?: string; kind?: 'complaint' | 'inquiry' } = {},
    by: Who = staff.handler
  ): Promise<string> {
    const complaint = {
      kind: more.kind ?? ('complaint' as const),
      title: more.title ?? '乱扣费',
      description: more.description ?? '多扣了 30 元，要求十倍赔偿',
      channel: 'phone' as const,
      keep: true,
      ...((more.kind ?? 'complaint') === 'complaint'
        ? { form: { demand: '退费并十倍赔偿', scene: '月账单多出一项费用' } }
        : {}),
      customerId: more.customerId ?? h.customers.zhang.customerId
    }
    return (await t.ok(openTicket, complaint, by)).id
  }

  /** A call of a ticket with one kept recording; `sound` are its bytes. Answers the ids. */
  async function recordedCall(
    ticketId: string | null,
    endedAt: string,
    sound: string,
    customerId: string | null = h.customers.zhang.customerId
  ) {
    const [conversationId, callId, legId, recordingId, fileId] = [
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID()
    ]
    const at = new Date(endedAt)
    const stored = await t.app.files.put(bytesOf(webm(sound)), { name: 'call.webm', limit: 1e6 })
    const place = { region_id: 1 }
    await t.db
      .insertInto('contacts.conversation')
      .values({
        ...place,
        id: conversationId,
        channel: 'phone',
        state: 'closed',
        customer_id: customerId,
        ticket_id: ticketId,
        language: 'zh-CN',
        subject: '来电',
        opened_at: at,
        last_message_at: at,
        closed_at: at
      })
      .execute()
    await t.db
      .insertInto('voice.call')
      .values({
        ...place,
        id: callId,
        conversation_id: conversationId,
        direction: 'in',
        state: 'ended',
        customer_id: customerId,
        language: 'zh-CN',
        started_at: at,
        ended_at: at,
        unit_id: h.units.north.id
      })
      .execute()
    await t.db
      .insertInto('voice.leg')
      .values({
        ...place,
        id: legId,
        call_id: callId,
        no: 1,
        party: 'agent',
        driver: 'browser',
        state: 'ended',
        began_at: at,
        last_seen_at: at
      })
      .execute()
    await t.db
      .insertInto('platform.file')
      .values({
        ...place,
        id: fileId,
        sha256: Buffer.from(stored.id, 'hex'),
        size: stored.bytes,
        media_type: stored.mediaType,
        name: 'call.webm',
        subject_kind: 'recording',
        subject_id: recordingId,
        created_by_kind: 'system',
        created_at: at
      })
      .execute()
    await t.db
      .insertInto('voice.recording')
      .values({
        ...place,
        id: recordingId,
        call_id: callId,
        leg_id: legId,
        state: 'kept',
        media_type: 'audio/webm',
        started_at: at,
        ended_at: at,
        chunks: 1,
        bytes: stored.bytes,
        announced_version: '1',
        file_id: fileId,
        sha256: Buffer.from(stored.id, 'hex')
      })
      .execute()
    return { conversationId, callId, recordingId, fileId, sha256: stored.id }
  }

  const recording = (id: string) =>
    t.db.selectFrom('voice.recording').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { ...h, staff, complain, recordedCall, recording }
}

export type LegalOffice = Awaited<ReturnType<typeof openLegalOffice>>

/** What a browser's recording begins with, so that it is taken for one. */
const webm = (sound: string) =>
  Buffer.concat([
    Buffer.from(
      '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
      'hex'
    ),
    Buffer.from(sound)
  ])

async function* bytesOf(content: Buffer) {
  yield content
}
