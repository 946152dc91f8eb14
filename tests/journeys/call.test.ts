import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, hashPassword } from '#capabilities/people'
import { expectAccessible, expectNoFaults, openBrowser, openPage, phone, seat } from './browser.ts'
import { password, type ServedProduct, servedProduct } from './served-product.ts'
import { writeVoice } from './tone.ts'

/** Pitches in hertz of who speaks; none is a multiple of another's. */
const voices = { customer: [430, 520, 610], agent: [1010, 1130, 1270], colleague: [1510, 1670, 1850], leader: [2210, 2430, 2750] } as const
type Who = keyof typeof voices

let product: ServedProduct
let folder: string
const browsers = new Map<Who, Browser>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'shouwen-voices-'))
  product = await servedProduct()
  const db = product.owner()
  const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute((tx) => createStaff(tx, { unitId: unit.id, jobNumber: '1009', login: 'leader', name: '陆班长', roles: ['shift-leader'], passwordHash }))
  await db.destroy()
  for (const [who, pitches] of Object.entries(voices)) {
    const file = path.join(folder, `${who}.wav`)
    await writeVoice(file, pitches)
    browsers.set(
      who as Who,
      await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${file}`])
    )
  }
}, 240_000)
afterAll(async () => {
  for (const browser of browsers.values()) await browser.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Listens to what comes out of the page: every sound a peer sends is measured beside being played. */
const listening = () => {
  const heard: MediaStream[] = []
  const lines: RTCPeerConnection[] = []
  Object.assign(window, { heard, lines })
  const Line = RTCPeerConnection
  window.RTCPeerConnection = class extends Line {
    constructor(settings?: RTCConfiguration) {
      super(settings)
      lines.push(this)
    }
  }
  const original = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject') as PropertyDescriptor
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...original,
    set(stream: MediaStream | null) {
      if (stream) heard.push(stream)
      original.set?.call(this, stream)
    }
  })
}

async function open(who: Who, options = seat): Promise<Page> {
  const page = await openPage(browsers.get(who) as Browser, { ...options, permissions: ['microphone'] })
  await page.addInitScript(listening)
  return page
}

async function signIn(page: Page, login: string): Promise<void> {
  const headers = { origin: product.url }
  await page.request.post(`${product.url}/api/sign-in`, { data: { login, password }, headers })
}

/** How loud each person is in all that this page hears now: the loudest of their pitches within some seconds, in decibels of full scale. */
async function loudness(page: Page): Promise<Record<Who, number>> {
  return page.evaluate(async (pitches) => {
    const { heard } = window as unknown as { heard: MediaStream[] }
    const context = new AudioContext()
    await context.resume()
    const analyser = context.createAnalyser()
    analyser.fftSize = 8192
    analyser.smoothingTimeConstant = 0
    for (const stream of heard.filter((one) => one.active)) context.createMediaStreamSource(stream).connect(analyser)
    const bins = new Float32Array(analyser.frequencyBinCount)
    const most: Record<string, number> = {}
    for (let look = 0; look < 30; look++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      analyser.getFloatFrequencyData(bins)
      for (const [who, own] of Object.entries(pitches))
        for (const pitch of own) most[who] = Math.max(most[who] ?? -200, bins[Math.round((pitch * analyser.fftSize) / context.sampleRate)] ?? -200)
    }
    await context.close()
    return most
  }, voices) as Promise<Record<Who, number>>
}

/** The states of this page's ways to others that are still open. */
const waysOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { lines: RTCPeerConnection[] }).lines.map((one) => one.connectionState).filter((state) => state !== 'closed'))

/** Heard well, or no more than what other voices leave behind in the codec. */
const isHeard = (level: number) => level > -50
const isSilent = (level: number) => level < -65

type Levels = Record<Who, number>[]

/** The kept recording, decoded by the browser: for each channel how strong each person's pitches are in it (amplitude, 1 is full). */
async function channelsOf(page: Page, address: string): Promise<{ seconds: number; channels: Levels }> {
  return page.evaluate(
    async ([from, pitches]) => {
      const bytes = await (await fetch(from as string)).arrayBuffer()
      const sound = await new OfflineAudioContext(2, 16_000, 16_000).decodeAudioData(bytes)
      const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) => {
        const samples = sound.getChannelData(channel)
        const strongest = (pitch: number) => {
          let most = 0
          for (let start = 0; start + 2000 <= samples.length; start += 2000) {
            let re = 0
            let im = 0
            for (let i = 0; i < 2000; i++) {
              const angle = (2 * Math.PI * pitch * i) / 16_000
              re += (samples[start + i] as number) * Math.cos(angle)
              im += (samples[start + i] as number) * Math.sin(angle)
            }
            most = Math.max(most, (2 * Math.hypot(re, im)) / 2000)
          }
          return most
        }
        return Object.fromEntries(Object.entries(pitches as Record<string, readonly number[]>).map(([who, own]) => [who, Math.max(...own.map(strongest))]))
      })
      return { seconds: sound.duration, channels: channels as never }
    },
    [address, voices] as const
  )
}

describe('A call from browser to browser', { timeout: 240_000 }, () => {
  test('is heard by both, recorded in two channels, outlives the server, and a supervisor hears it', async () => {
    const agent = await open('agent')
    await signIn(agent, 'lin')
    await agent.goto(product.url)
    const there = await agent.request.put(`${product.url}/api/presence`, { data: { state: 'available' }, headers: { origin: product.url } })
    expect(there.status()).toBe(200)

    const customer = await open('customer', phone)
    await customer.goto(`${product.url}/portal/call`)
    await customer.getByRole('button', { name: '呼叫客服' }).waitFor()
    await expectAccessible(customer)
    await customer.getByRole('button', { name: '呼叫客服' }).click()
    await customer.getByRole('button', { name: /人工服务/ }).click()
    await customer.getByText(/正在为您接通|正在振铃/).waitFor()
    await agent.getByRole('alert', { name: '来电' }).waitFor()
    await expectAccessible(agent)
    await agent.keyboard.press('Alt+P')
    await customer.getByText('工号 1001 为您服务').waitFor()

    // Each hears the other, and nobody themselves.
    await expect.poll(() => loudness(customer), { timeout: 20_000 }).toMatchObject({ agent: expect.toSatisfy(isHeard), customer: expect.toSatisfy(isSilent) })
    expect(await loudness(agent)).toMatchObject({ customer: expect.toSatisfy(isHeard), agent: expect.toSatisfy(isSilent) })
    await customer.getByText('录音中').waitFor()

    // Keys of the customer stand before the agent at once.
    await customer.getByRole('button', { name: '拨号键盘' }).click()
    await customer.getByRole('button', { name: '7', exact: true }).click()
    await agent.getByText('客户按键：7').waitFor()

    // On hold the customer hears music of their own browser and nobody of us.
    await agent.keyboard.press('Alt+H')
    await customer.getByText('对方请您稍候').waitFor()
    expect(await loudness(customer)).toMatchObject({ agent: expect.toSatisfy(isSilent) })
    await agent.keyboard.press('Alt+H')
    await customer.getByText('工号 1001 为您服务').waitFor()
    await expect.poll(() => loudness(customer), { timeout: 20_000 }).toMatchObject({ agent: expect.toSatisfy(isHeard) })

    // A supervisor hears both and is heard by nobody; the agent's screen says so.
    const leader = await open('leader')
    await signIn(leader, 'leader')
    await leader.goto(`${product.url}/calls`)
    await leader.getByRole('button', { name: '旁听' }).click()
    await expect.poll(() => waysOf(leader), { timeout: 30_000 }).toEqual(['connected', 'connected'])
    await expect
      .poll(() => loudness(leader), { timeout: 20_000 })
      .toMatchObject({ customer: expect.toSatisfy(isHeard), agent: expect.toSatisfy(isHeard) })
    await agent.getByText(/1009 陆班长 · 旁听/).waitFor()
    for (const page of [customer, agent]) expect(await loudness(page)).toMatchObject({ leader: expect.toSatisfy(isSilent) })
    await leader.getByRole('radio', { name: '耳语辅导' }).or(leader.getByText('耳语辅导')).first().click()
    await expect.poll(() => loudness(agent), { timeout: 20_000 }).toMatchObject({ leader: expect.toSatisfy(isHeard) })
    expect(await loudness(customer)).toMatchObject({ leader: expect.toSatisfy(isSilent) })
    await leader.getByRole('button', { name: '退出通话' }).click()

    // The server is killed in the middle of it: they go on talking, and it is recorded on.
    await product.kill()
    await customer.getByText('服务器暂时连不上').waitFor({ timeout: 20_000 })
    expect(await loudness(customer)).toMatchObject({ agent: expect.toSatisfy(isHeard) })
    expect(await loudness(agent)).toMatchObject({ customer: expect.toSatisfy(isHeard) })
    await product.start()
    await customer.getByText('服务器暂时连不上').waitFor({ state: 'detached', timeout: 30_000 })
    expect(await loudness(customer)).toMatchObject({ agent: expect.toSatisfy(isHeard) })

    // The customer hangs up first; the agent says how it ended.
    await customer.getByRole('button', { name: '挂机' }).click()
    await customer.getByText('通话已结束').waitFor()
    await agent.getByText('客户先挂机').first().waitFor()
    await agent.getByLabel('需跟进').check()
    await agent.getByRole('button', { name: '完成' }).click()
    await agent.getByText('话后整理').waitFor({ state: 'detached' })

    // The recording is kept with its hash; the customer is in its left channel and our side in the right.
    const db = product.owner()
    const kept = async () => (await db.selectFrom('voice.recording').selectAll().execute()).filter((one) => one.state === 'kept')
    await expect.poll(async () => (await kept()).length, { timeout: 30_000 }).toBe(1)
    const [recording] = await kept()
    await db.destroy()
    const { seconds, channels } = await channelsOf(leader, `/api/calls/${recording?.call_id}/recordings/${recording?.id}/audio`)
    console.log({ seconds, channels })
    const talked = ((recording?.ended_at?.getTime() ?? 0) - (recording?.started_at.getTime() ?? 0)) / 1000
    expect(Math.abs(seconds - talked)).toBeLessThan(4)
    const [left, right] = channels as [Record<Who, number>, Record<Who, number>]
    expect(left.customer).toBeGreaterThan(0.03)
    expect(right.agent).toBeGreaterThan(0.03)
    expect(left.agent).toBeLessThan(left.customer / 10)
    expect(right.customer).toBeLessThan(right.agent / 10)
    // What the supervisor whispered is between them and the agent.
    expect(Math.max(left.leader, right.leader)).toBeLessThan(0.01)
    expectNoFaults(leader)
    for (const page of [customer, agent, leader]) await page.context().close()
  })

  test('a colleague is asked while the customer hears music, joins the two and takes over; the supervisor breaks in', async () => {
    const [agent, colleague] = [await open('agent'), await open('colleague')]
    for (const [page, login, state] of [
      [agent, 'lin', 'available'],
      [colleague, 'zhou', 'own-work']
    ] as const) {
      await signIn(page, login)
      await page.goto(product.url)
      expect((await page.request.put(`${product.url}/api/presence`, { data: { state }, headers: { origin: product.url } })).status()).toBe(200)
    }
    const customer = await open('customer', phone)
    await customer.goto(`${product.url}/portal/call`)
    await customer.getByRole('button', { name: '呼叫客服' }).click()
    await customer.getByRole('button', { name: /人工服务/ }).click()
    await agent.getByRole('alert', { name: '来电' }).waitFor()
    await agent.keyboard.press('Alt+P')
    await customer.getByText('工号 1001 为您服务').waitFor()
    await expect.poll(() => loudness(customer), { timeout: 20_000 }).toMatchObject({ agent: expect.toSatisfy(isHeard) })

    // Asked: the two of us hear each other, the customer hears neither.
    await agent.getByRole('button', { name: '咨询同事' }).click()
    await agent.getByRole('combobox', { name: '同事' }).fill('1002')
    await agent.getByRole('option', { name: /1002/ }).or(agent.getByTitle(/1002/)).first().waitFor({ state: 'attached' })
    await agent.keyboard.press('Enter')
    await agent.getByRole('button', { name: '呼叫同事' }).click()
    await colleague.getByText('1001 请您协助').waitFor()
    await expectAccessible(colleague)
    await colleague.keyboard.press('Alt+P')
    await expect.poll(() => loudness(colleague), { timeout: 30_000 }).toMatchObject({ agent: expect.toSatisfy(isHeard), customer: expect.toSatisfy(isSilent) })
    expect(await loudness(agent)).toMatchObject({ colleague: expect.toSatisfy(isHeard), customer: expect.toSatisfy(isSilent) })
    expect(await loudness(customer)).toMatchObject({ agent: expect.toSatisfy(isSilent), colleague: expect.toSatisfy(isSilent) })

    // All three, and then the supervisor, whom everybody hears.
    await agent.getByRole('button', { name: '三方通话' }).click()
    await expect.poll(() => loudness(customer), { timeout: 30_000 }).toMatchObject({ agent: expect.toSatisfy(isHeard), colleague: expect.toSatisfy(isHeard) })
    await expect.poll(() => loudness(colleague), { timeout: 30_000 }).toMatchObject({ agent: expect.toSatisfy(isHeard), customer: expect.toSatisfy(isHeard) })
    const leader = await open('leader')
    await signIn(leader, 'leader')
    await leader.goto(`${product.url}/calls`)
    await leader.getByRole('button', { name: '旁听' }).click()
    await expect.poll(() => loudness(leader), { timeout: 30_000 }).toMatchObject({ customer: expect.toSatisfy(isHeard), agent: expect.toSatisfy(isHeard) })
    await leader.getByRole('radio', { name: '介入通话' }).or(leader.getByText('介入通话')).first().click()
    for (const page of [customer, agent]) await expect.poll(() => loudness(page), { timeout: 30_000 }).toMatchObject({ leader: expect.toSatisfy(isHeard) })
    await leader.getByRole('button', { name: '退出通话' }).first().click()

    // Handed over: the customer goes on with the colleague, and the first is done.
    await agent.getByRole('button', { name: '移交给同事' }).click()
    await customer.getByText('工号 1002 为您服务').waitFor()
    await expect.poll(() => loudness(customer), { timeout: 30_000 }).toMatchObject({ colleague: expect.toSatisfy(isHeard), agent: expect.toSatisfy(isSilent) })
    await expect.poll(() => loudness(colleague), { timeout: 30_000 }).toMatchObject({ customer: expect.toSatisfy(isHeard), agent: expect.toSatisfy(isSilent) })

    await customer.getByRole('button', { name: '挂机' }).click()
    await customer.getByText('通话已结束').waitFor()
    await colleague.getByText('客户先挂机').first().waitFor()
    expectNoFaults(agent, colleague, customer, leader)
    for (const page of [customer, agent, colleague, leader]) await page.context().close()
  })
})
