import { sql } from 'kysely'
import { complaintOf } from '#capabilities/complaints'
import { contactsOfTicket, messagesOfContacts } from '#capabilities/contacts'
import { findCustomer } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import { smsAbout } from '#capabilities/sms'
import { surveysOfTicket } from '#capabilities/surveys'
import { recordOfTicket, type Ticket } from '#capabilities/tickets'
import { callsOfConversations } from '#capabilities/voice'
import { rulebook } from '#server/rulebook'
import { addToPack, type PackFile, type PackMoment, type PackReader } from './pack-sections.ts'

const words = {
  note: { zh: '内部备注', en: 'note among ourselves' },
  reply: { zh: '答复客户', en: 'answer to the customer' },
  system: { zh: '系统记录', en: 'entry of the system' },
  customer: { zh: '客户来言', en: 'words of the customer' }
} as const
const at = (date: Date | null) => date?.toISOString() ?? ''
const wordsOfStep = (status: string) => ({ zh: `状态：${status}`, en: `status: ${status}` })

const ticket: PackReader = async ({ call, ticket: row }) => {
  const record = await recordOfTicket(call.tx, row.region_id, row.id)
  const names = await staffNames(call.tx, [
    row.first_owner_id,
    row.owner_id,
    row.assignee_id,
    ...record.notes.map((note) => note.author_id),
    ...record.steps.map((step) => step.actor_id),
    ...record.tasks.flatMap((task) => [task.given_by, task.finished_by])
  ])
  const who = (id: string | null) => (id && names.get(id) ? `${names.get(id)?.name} ${names.get(id)?.jobNumber}` : null)
  const customer = row.customer_id ? await findCustomer(call.tx, row.region_id, row.customer_id) : null
  const moments: PackMoment[] = [
    ...record.steps.map((step) => ({
      at: at(step.at),
      ...wordsOfStep(step.to_status),
      by: who(step.actor_id),
      body: [step.reason, step.detail].filter(Boolean).join(' · ') || null
    })),
    ...record.notes.map((note) => ({
      at: at(note.at),
      ...words[note.kind as keyof typeof words],
      by: note.author_kind === 'customer' ? (customer?.name ?? null) : who(note.author_id),
      body: note.body,
      internal: !note.visible_to_customer
    })),
    ...record.tasks.map((task) => ({
      at: at(task.given_at),
      zh: `部门任务：${task.title}`,
      en: `task: ${task.title}`,
      by: who(task.given_by),
      body: task.detail,
      internal: true
    }))
  ]
  const people = Object.fromEntries([...names].map(([id, person]) => [id, `${person.name} ${person.jobNumber}`]))
  const notes = record.notes.map((note) => ({ ...note, internal: !note.visible_to_customer }))
  const tasks = record.tasks.map(({ detail, ...task }) => ({ ...task, internal: true, body: detail }))
  const links = await filesOf(row)
  return {
    title: { zh: '工单', en: 'Ticket' },
    data: { ticket: row, customer, people, ...record, notes, tasks },
    moments,
    files: links,
    subjects: [{ kind: 'ticket', id: row.id }, ...record.tasks.map(({ id }) => ({ kind: 'task', id }))]
  }

  async function filesOf(of: Ticket): Promise<PackFile[]> {
    return storedFiles(call, of.region_id, [of.id], ['ticket'], 'files')
  }
}

/** Stored files of subjects; the name carries the row's id so that equal names stand side by side. */
export async function storedFiles(
  call: Parameters<PackReader>[0]['call'],
  regionId: number,
  subjectIds: readonly string[],
  kinds: readonly string[],
  folder: string
): Promise<PackFile[]> {
  const { rows } = await sql<{
    id: string
    name: string
    sha256: Buffer
    subject_kind: string
  }>`select id, name, sha256, subject_kind from platform.file
    where region_id = ${regionId} and subject_id = any(${[...subjectIds]}::uuid[]) and subject_kind = any(${[...kinds]}::text[]) and deleted_at is null
    order by created_at, id limit 1000`.execute(call.tx)
  return rows.map((row) => ({
    path: `${folder}/${row.id.slice(-12)}-${safeName(row.name)}`,
    name: row.name,
    sha256: row.sha256.toString('hex'),
    kind: 'file' as const
  }))
}

/** A name any file system takes. */
export const safeName = (name: string) => name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 80) || 'file'

const complaint: PackReader = async ({ call, ticket: row }) => {
  const facts = await complaintOf(call.tx, row.region_id, row.id)
  return facts ? { title: { zh: '投诉定性与来源', en: 'Complaint: source and classification' }, data: facts } : null
}

const contacts: PackReader = async ({ call, ticket: row }) => {
  const conversations = await contactsOfTicket(call.tx, row.region_id, row.id)
  const ids = conversations.map(({ id }) => id)
  const messages = await messagesOfContacts(call.tx, row.region_id, ids)
  const names = await staffNames(
    call.tx,
    messages.map((message) => message.author_id)
  )
  const moments = messages.map(
    (message): PackMoment => ({
      at: at(message.at),
      ...(message.direction === 'in' ? words.customer : message.direction === 'out' ? words.reply : words.note),
      by: message.author_id ? (names.get(message.author_id)?.name ?? null) : null,
      body: message.body,
      internal: message.direction === 'note'
    })
  )
  return {
    title: { zh: '来访与往来消息', en: 'Contacts and messages' },
    data: {
      conversations: conversations.map(({ visitor_token_hash: _secret, ...conversation }) => conversation),
      messages: messages.map((message) => ({ ...message, internal: message.direction === 'note' }))
    },
    moments,
    files: await storedFiles(
      call,
      row.region_id,
      [...ids, ...messages.map(({ id }) => id)],
      ['conversation', 'message', 'mail'],
      'files'
    ),
    subjects: ids.map((id) => ({ kind: 'contact', id }))
  }
}

const calls: PackReader = async ({ call, ticket: row, recordings: wanted }) => {
  const conversations = await contactsOfTicket(call.tx, row.region_id, row.id)
  const {
    calls: rows,
    steps,
    recordings
  } = await callsOfConversations(
    call.tx,
    row.region_id,
    conversations.map(({ id }) => id)
  )
  const sounds = recordings.flatMap((one) => (one.sha256 ? [{ ...one, hex: one.sha256.toString('hex') }] : []))
  const path = (id: string, type: string) => `recordings/${id}.${type.startsWith('audio/wav') ? 'wav' : 'webm'}`
  return {
    title: { zh: '通话与录音', en: 'Calls and recordings' },
    data: {
      calls: rows,
      steps,
      recordings: recordings.map(({ sha256, ...one }) => ({
        ...one,
        sha256: sha256?.toString('hex') ?? null,
        path: wanted && one.state === 'kept' ? path(one.id, one.media_type) : null
      }))
    },
    moments: rows.map((one) => ({
      at: at(one.started_at),
      zh: `通话（${one.direction === 'in' ? '呼入' : '呼出'}）`,
      en: `call (${one.direction})`,
      body: one.end_reason
    })),
    files: wanted
      ? sounds
          .filter(({ state }) => state === 'kept')
          .map((one) => ({
            path: path(one.id, one.media_type),
            name: path(one.id, one.media_type),
            sha256: one.hex,
            kind: 'recording' as const
          }))
      : [],
    gone: sounds
      .filter(({ state }) => state === 'deleted')
      .map((one) => ({ name: path(one.id, one.media_type), sha256: one.hex, because: 'deleted' as const })),
    subjects: rows.map(({ id }) => ({ kind: 'call', id }))
  }
}

const sms: PackReader = async ({ call, ticket: row }) => {
  const from = new Date(row.opened_at.getTime() - rulebook().retention.recordings.days * 86_400_000)
  const messages = await smsAbout(call.tx, row.region_id, {
    customerId: row.customer_id,
    subjectIds: [row.id],
    from,
    to: call.now
  })
  if (messages.length === 0) return null
  return {
    title: { zh: '短信与送达回执', en: 'Short messages and their receipts' },
    data: messages,
    moments: messages.map((one) => ({
      at: at(one.created_at),
      zh: `短信（${one.state}）`,
      en: `short message (${one.state})`,
      body: one.body
    }))
  }
}

const surveys: PackReader = async ({ call, ticket: row }) => {
  const rows = await surveysOfTicket(call.tx, row.region_id, row.id)
  if (rows.length === 0) return null
  return {
    title: { zh: '满意度', en: 'Satisfaction' },
    data: rows,
    moments: rows.flatMap((one) =>
      one.answered_at
        ? [{ at: at(one.answered_at), zh: `评价 ${one.score} 分`, en: `rated ${one.score}`, body: one.comment }]
        : []
    )
  }
}

/** What the product itself knows of a case; other capabilities add theirs. @norm TK-20 TK-60 */
export function registerReaders(): void {
  addToPack('ticket', ticket)
  addToPack('complaint', complaint)
  addToPack('contacts', contacts)
  addToPack('calls', calls)
  addToPack('sms', sms)
  addToPack('surveys', surveys)
}
