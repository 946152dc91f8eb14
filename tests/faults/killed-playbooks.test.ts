import type { Playbook } from '@shouwen/kernels/playbook/index'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaff, issueToken } from '#capabilities/people'
import { rulebook } from '#server/rulebook'
import { replay } from '../../server/capabilities/playbooks/books.ts'
import { inputsOf } from '../../server/capabilities/playbooks/runs.ts'
import { startedProduct } from './started-product.ts'
import { surgePasses } from './surge-passes.ts'

let product: Awaited<ReturnType<typeof startedProduct>>
let leader = ''
let expert = ''
const callers: { id: string; cookie: string }[] = []
let beating: NodeJS.Timeout

async function send(path: string, body: object, { token, cookie, method = 'POST' }: { token?: string; cookie?: string; method?: string } = {}) {
  const answer = await fetch(`${product.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: product.url, ...(token ? { authorization: `Bearer ${token}` } : {}), ...(cookie ? { cookie } : {}) },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) })
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
  return { body: (await answer.json()) as Record<string, unknown>, cookie: answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') }
}

beforeAll(async () => {
  product = await startedProduct()
  leader = await product.tokenFor('shift-leader')
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const agent = await db.transaction().execute(async (tx) => {
    await tx.insertInto('tickets.queue').values({ code: 'hotline', region_id: 1, unit_id: unit.id, name_zh: '热线', name_en: 'Hotline', strategy: 'pull', skill: null, kinds: [], categories: [], rank: 100, active: true }).execute()
    const made = async (jobNumber: string, skills: Record<string, number>) => {
      const { id } = await createStaff(tx, { unitId: unit.id, jobNumber, name: jobNumber, roles: ['agent'], skills })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const one = await made('3001', {})
    await tx.insertInto('tickets.queue_member').values({ queue_code: 'hotline', staff_id: one.id }).execute()
    expert = (await made('3002', { 'floating-expert': 5 })).token
    return one.token
  })
  await db.destroy()
  await send('/api/presence', { state: 'busy' }, { token: agent, method: 'PUT' })
  await send('/api/presence', { state: 'training' }, { token: expert, method: 'PUT' })
  for (let n = 0; n < 7; n++) {
    const { body, cookie } = await send('/api/portal/call', { announcementVersion: rulebook().voice.announcement.version, regionId: 1 })
    callers.push({ id: String(body['id']), cookie })
  }
  beating = setInterval(() => {
    for (const token of [agent, expert]) void send('/api/presence/beat', { idleSeconds: 0 }, { token }).catch(() => {})
    for (const { id, cookie } of callers) void send(`/api/portal/calls/${id}/beat`, {}, { cookie }).catch(() => {})
  }, 3000)
}, 240_000)
afterAll(async () => {
  clearInterval(beating)
  await product?.stop()
})

const proposals = async () => (await send('/api/playbooks/1/proposals', {}, { token: leader, method: 'GET' })).body['items'] as { id: string; kind: string; step: { id: string } }[]
async function live() {
  const db = product.owner()
  const run = await db.selectFrom('playbooks.run').selectAll().where('ended_at', 'is', null).executeTakeFirst()
  const inputs = run ? await inputsOf(db, 1, run.id) : []
  await db.destroy()
  return run ? { id: run.id, state: run.state as { since: Record<string, number> }, book: run.book as unknown as Playbook, inputs } : null
}

test('a product killed in the middle of a surge counts on from where it was, and knows whom to send back @norm CC-11 CC-18', { timeout: 120_000 }, async () => {
  await expect.poll(live, { timeout: 15_000 }).not.toBeNull()
  await surgePasses(product.owner, 3, 7)
  const before = await live()
  await product.kill()
  await product.start()
  await expect.poll(async () => (await live())?.inputs.length, { timeout: 30_000 }).toBeGreaterThan(before?.inputs.length ?? 0)
  const after = await live()
  expect(after?.id).toBe(before?.id)
  expect(after?.state.since).toEqual(before?.state.since)
  expect(replay(after?.book as Playbook, after?.inputs ?? [])).toEqual(after?.state)

  await surgePasses(product.owner, 2, 7)
  await expect.poll(async () => (await proposals()).map((one) => one.step.id), { timeout: 20_000 }).toEqual(['floating-experts'])
  const [card] = await proposals()
  await send(`/api/playbooks/1/proposals/${card?.id}/execute`, {}, { token: leader })
  await product.kill()
  await product.start()
  for (const { id, cookie } of callers.splice(0)) await send(`/api/portal/calls/${id}/hang-up`, {}, { cookie })
  await surgePasses(product.owner, 5, 0)
  await expect.poll(async () => (await proposals()).map((one) => one.kind), { timeout: 20_000 }).toEqual(['undo'])
  const [back] = await proposals()
  await send(`/api/playbooks/1/proposals/${back?.id}/execute`, {}, { token: leader })
  expect((await send('/api/presence', {}, { token: expert, method: 'GET' })).body['state']).toBe('training')
})
