import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { announce as announceOperation, endNotice as endOperation, listNotices as listOperation, NoticeView } from '@shouwen/contract/menus'
import type { Selectable } from 'kysely'
import { permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { MenusNotice } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { rulebook } from '#server/rulebook'

type Notice = Selectable<MenusNotice>
const HOUR_MS = 3_600_000

export async function listNotices(call: Call, { limit = 50 }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const rows = await call.tx
    .selectFrom('menus.notice')
    .selectAll()
    .where(scopeFilter(call.actor, 'notice.write', { regionId: 'region_id' }))
    .orderBy('ends_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const { length, most, hours } = rulebook().menu.notices
  return { items: await viewsOf(call, rows), limits: { length, most, hours } }
}

/**
 * Says something to everybody who calls or writes, from and to an instant. It must be short, because it is heard before the choices.
 * Refuses with `notice-too-long`, `notice-time-wrong` and `too-many-notices`.
 */
export async function announce(call: Call, { regionId, zh, en, recording, startsAt, endsAt }: InputOf<typeof announceOperation>): Promise<NoticeView> {
  permit(call, 'notice.write', { regionId })
  const { length, most, hours } = rulebook().menu.notices
  if (zh.length > length || en.length > 3 * length) throw refuse('notice-too-long', { length })
  const from = startsAt ? new Date(startsAt) : call.now
  const to = new Date(endsAt)
  if (to <= from || to <= call.now || to.getTime() - from.getTime() > hours * HOUR_MS) throw refuse('notice-time-wrong', { hours })
  if ((await noticesBetween(call, regionId, from, to)).length >= most) throw refuse('too-many-notices', { most })
  const row = await call.tx
    .insertInto('menus.notice')
    .values({ region_id: regionId, id: call.app.newId(), zh, en, recording: recording ?? null, starts_at: from, ends_at: to, created_by: staffId(call.actor), created_at: call.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  return told(call, row, 'notice.announce')
}

/** Ends it now; ended once more it stays ended. */
export async function endNotice(call: Call, { regionId, noticeId }: InputOf<typeof endOperation>): Promise<NoticeView> {
  permit(call, 'notice.write', { regionId })
  const row = await call.tx
    .updateTable('menus.notice')
    .set((set) => ({ ended_at: set.fn.coalesce('ended_at', set.val(call.now)) }))
    .where('region_id', '=', regionId)
    .where('id', '=', noticeId)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return told(call, row, 'notice.end')
}

/** What holds in a region at this instant, the oldest first. */
export async function noticesNow(call: Call, regionId: number): Promise<Notice[]> {
  return noticesBetween(call, regionId, call.now, call.now)
}

/** What held in a region at some time of a stretch, also what was ended early: for who looks back. @norm TK-15 */
export async function noticesIn(tx: Call['tx'], regionId: number, from: Date, to: Date): Promise<{ id: string; zh: string; en: string; startsAt: Date; endsAt: Date }[]> {
  const rows = await tx
    .selectFrom('menus.notice')
    .select(['id', 'zh', 'en', 'starts_at', 'ends_at', 'ended_at'])
    .where('region_id', '=', regionId)
    .where('ends_at', '>', from)
    .where('starts_at', '<=', to)
    .orderBy('starts_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ id: row.id, zh: row.zh, en: row.en, startsAt: row.starts_at, endsAt: row.ended_at ?? row.ends_at }))
}

async function noticesBetween(call: Call, regionId: number, from: Date, to: Date): Promise<Notice[]> {
  return call.tx
    .selectFrom('menus.notice')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('ends_at', '>', from)
    .where('starts_at', '<=', to)
    .where('ended_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(20)
    .execute()
}

async function told(call: Call, row: Notice, verb: string): Promise<NoticeView> {
  await audited(call, { verb, regionId: row.region_id, subjectKind: 'notice', subjectId: row.id, detail: {} })
  await record(call, { name: 'notice.changed', regionId: row.region_id, subjectKind: 'notice', subjectId: row.id })
  return (await viewsOf(call, [row]))[0] as NoticeView
}

async function viewsOf(call: Call, rows: readonly Notice[]): Promise<NoticeView[]> {
  const names = await staffNames(
    call.tx,
    rows.map((row) => row.created_by)
  )
  return rows.map((row) => ({
    id: row.id,
    regionId: row.region_id,
    zh: row.zh,
    en: row.en,
    recording: row.recording,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    isHolding: row.ended_at === null && row.starts_at <= call.now && row.ends_at > call.now,
    byJobNumber: names.get(row.created_by ?? '')?.jobNumber ?? null
  }))
}
