import * as work from '@shouwen/contract/ticket-work'
import { openTicket } from '@shouwen/contract/tickets'
import { createStaff, createUnit, hashPassword, issueToken } from '#capabilities/people'
import { addLine, createCustomer, setPortalPassword } from '#capabilities/customers'
import { startTestApp } from '#platform/testing/test-app'
import { portalSignIn } from '@shouwen/contract/portal'

/** Two teams of a hotline and a neighbour province, with customers who can sign in at the portal; all without queues. */
export async function openHotline() {
  const t = await startTestApp()
  await t.db
    .insertInto('platform.region')
    .values([
      { id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' },
      { id: 2, code: 'GD', name_zh: '广东', name_en: 'Guangdong', time_zone: 'Asia/Shanghai' }
    ])
    .execute()
  const passwordHash = await hashPassword('lotus-lake-9')
  const made = await t.asSystem(async ({ tx, now }) => {
    const group = await createUnit(tx, { parentId: null, regionId: null, level: 'group', code: 'group', nameZh: '集团', nameEn: 'Group' })
    const hunan = await createUnit(tx, { parentId: group.id, regionId: 1, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan' })
    const north = await createUnit(tx, { parentId: hunan.id, level: 'department', code: 'hn-north', nameZh: '北班', nameEn: 'North desk' })
    const south = await createUnit(tx, { parentId: hunan.id, level: 'department', code: 'hn-south', nameZh: '南班', nameEn: 'South desk' })
    const guangdong = await createUnit(tx, { parentId: group.id, regionId: 2, level: 'province', code: 'gd', nameZh: '广东', nameEn: 'Guangdong' })
    let serial = 0
    const hire = async (unitId: string, role: string) => {
      const { id } = await createStaff(tx, { unitId, jobNumber: `S${++serial}`, name: `班员${serial}`, roles: [role] })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const staff = {
      north: await hire(north.id, 'agent'),
      south: await hire(south.id, 'agent'),
      northLeader: await hire(north.id, 'shift-leader'),
      accountManager: await hire(south.id, 'key-account-manager'),
      analyst: await hire(hunan.id, 'analyst'),
      inspector: await hire(hunan.id, 'quality-inspector'),
      cantonese: await hire(guangdong.id, 'analyst')
    }
    const enrol = async (name: string, phone: string, language = 'zh-CN') => {
      const customerId = await createCustomer(tx, { regionId: 1, kind: 'person', name, language, unitId: north.id, at: now })
      await addLine(tx, { regionId: 1, customerId, serviceNumber: phone, service: 'mobile', openedOn: '2024-05-01' })
      await setPortalPassword(tx, { regionId: 1, customerId, login: phone, passwordHash, changedAt: now })
      return { customerId, phone }
    }
    const customers = { zhang: await enrol('张伟', '13812345678'), li: await enrol('李娜', '13812345679'), smith: await enrol('Smith', '13812345670', 'en') }
    return { units: { north, south }, staff, customers }
  })

  /** A ticket taken, solved and closed with the yes of whoever asked; answers its id. */
  async function closedTicket(who: { token: string }, asker: { customerId?: string; contactPhone?: string }, more: { channel?: 'phone' | 'hall'; source?: 'customer' | 'internal' } = {}) {
    const { customerId, contactPhone } = asker
    const inquiry = { kind: 'inquiry' as const, title: '套餐怎么改', description: '想改套餐', channel: 'phone' as const, keep: true, customerId, contactPhone }
    const { id: ticketId } = await t.ok(openTicket, { ...inquiry, ...more }, who)
    await t.ok(work.resolveTicket, { ticketId, resolution: '已解答' }, who)
    await t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true }, who)
    return ticketId
  }

  /** What the contacts would send: link and token of the newest survey about a ticket. */
  async function askedAbout(ticketId: string) {
    const events = await t.db.selectFrom('platform.event').select(['subject_id', 'data']).where('name', '=', 'survey.asked').orderBy('seq', 'desc').execute()
    const found = events.find((event) => (event.data as { ticketId: string }).ticketId === ticketId)
    if (!found) return null
    const { link } = found.data as { link: string }
    return { surveyId: found.subject_id, link, token: link.split('#')[1] as string }
  }

  /** Closes a ticket and answers its survey's token. */
  async function asked(who: { token: string }, asker: { customerId?: string; contactPhone?: string }, more: Parameters<typeof closedTicket>[2] = {}) {
    const ticketId = await closedTicket(who, asker, more)
    await t.drain()
    const survey = await askedAbout(ticketId)
    if (!survey) throw new Error('nobody was asked')
    return { ticketId, ...survey }
  }

  async function portalCookie(phone: string) {
    const answer = await t.call(portalSignIn, { serviceNumber: phone, password: 'lotus-lake-9' })
    return { cookie: String(answer.headers['set-cookie']).split(';')[0] as string }
  }

  return { t, ...made, closedTicket, askedAbout, asked, portalCookie }
}

export type Hotline = Awaited<ReturnType<typeof openHotline>>
