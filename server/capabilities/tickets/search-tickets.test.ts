import { countTickets, searchTickets } from '@shouwen/contract/ticket-lists'
import { editTicket, openTicket } from '@shouwen/contract/tickets'
import { fold } from '@shouwen/kernels/text/index'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measureGramShares } from './gram-share.ts'
import { openTicket as open } from './open-ticket.ts'
import { type Colleague, type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
let number = ''
beforeAll(async () => {
  o = await startSmallOperator()
  const texts = [
    '寬帶斷網，光貓紅燈',
    '宽带网速慢，下载不到 10Mbps',
    '话费多扣 ３０ 元',
    'VIP客户投诉5G信号弱',
    '下雨天就断线',
    '网络电视卡顿，宽带正常',
    '套餐变更咨询'
  ]
  for (const [index, description] of texts.entries()) {
    const opened = await o.t.ok(
      openTicket,
      {
        ...o.inquiry,
        title: `来电 ${index}`,
        description,
        contactName: '欧阳修',
        contactPhone: `138 0013 80${10 + index}`,
        contactEmail: 'xiu@example.com'
      },
      o.people.wang
    )
    number = opened.number
  }
})
afterAll(() => o.t.stop())

const find = async (q: string, as: Colleague = o.people.wang) => (await o.t.ok(searchTickets, { q }, as)).items
const titles = async (q: string, as?: Colleague) => (await find(q, as)).map((item) => item.title)

describe('Searching tickets', () => {
  test('finds words of two characters, whichever script and width they were written in', async () => {
    expect(await titles('宽带')).toEqual(['来电 5', '来电 1', '来电 0'])
    expect(await titles('寬帶')).toEqual(['来电 5', '来电 1', '来电 0'])
    expect(await titles('30元')).toEqual(['来电 2'])
    expect(await titles('５ｇ信号')).toEqual(['来电 3'])
    expect(await titles('vip客户')).toEqual(['来电 3'])
    expect(await titles('10mbps')).toEqual(['来电 1'])
  })

  test('wants every word and the whole of each', async () => {
    expect(await titles('宽带 光猫')).toEqual(['来电 0'])
    expect(await titles('带正断')).toEqual([])
    expect(await titles('宽带断网光猫')).toEqual(['来电 0'])
  })

  test('shows where the words stand', async () => {
    const [item] = await find('光猫')
    expect(item?.excerpt.ranges.map(({ start, end }) => item.excerpt.text.slice(start, end))).toEqual(['光貓'])
    expect((await find('来电'))[0]?.titleRanges).toEqual([{ start: 0, end: 2 }])
  })

  test('goes straight to a ticket whose number is typed', async () => {
    const answer = await o.t.ok(searchTickets, { q: ` ${number.toLowerCase()} ` }, o.people.wang)
    expect(answer.exact?.number).toBe(number)
    expect((await o.t.ok(searchTickets, { q: number }, o.people.outsider)).exact).toBeNull()
  })

  test('finds a telephone number whole for everybody, in part only for those who may see it', async () => {
    expect(await titles('138-0013-8012')).toEqual(['来电 2'])
    expect(await titles('+86 13800138012')).toEqual(['来电 2'])
    expect(await titles('8013801')).toEqual([])
    expect(await titles('3801')).toEqual([])
    expect(await titles('3801', o.people.leader)).toEqual([])
    expect(await titles('3801', o.people.system)).toHaveLength(7)
    expect(await titles('8012', o.people.system)).toEqual(['来电 2'])
    expect(await titles('xiu@example.com')).toHaveLength(7)
    expect(await titles('xiu@exam')).toEqual([])
  })

  test('finds the tickets of the customer whose service number is typed', async () => {
    const opened = await o.t.ok(openTicket, o.fault, o.people.wang)
    expect((await find('0731 8888 6666')).map((item) => item.id)).toEqual([opened.id])
  })

  test('finds only what its reader may read, and refuses a single character', async () => {
    expect(await titles('宽带', o.people.outsider)).toEqual([])
    expect(await titles('宽带', o.people.engineer)).toEqual([])
    expect((await o.t.call(searchTickets, { q: '宽' }, o.people.wang)).problem.code).toBe('search-too-short')
    expect((await o.t.call(searchTickets, { q: '%_' }, o.people.wang)).problem.code).toBe('search-too-short')
  })

  test('follows what is edited', async () => {
    const [found] = await find('网络电视')
    await o.t.ok(
      editTicket,
      { ticketId: found?.id ?? '', version: found?.version ?? 0, description: '机顶盒花屏' },
      o.people.wang
    )
    expect(await titles('网络电视')).toEqual([])
    expect(await titles('花屏')).toEqual(['来电 5'])
  })

  test('gives the same tickets in the same order whichever way it reads them, page by page', async () => {
    for (let i = 0; i < 60; i++) {
      await o.t.asSystem((call) =>
        open(
          call,
          {
            ...o.inquiry,
            regionId: 1,
            queueCode: 'hn-all',
            title: `常见 ${i}`,
            description: i % 20 ? '常见问题' : '常见问题与罕见词汇'
          },
          { byMachine: true }
        )
      )
      o.t.clock.advance(1000)
    }
    const read = async (q: string) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await o.t.ok(searchTickets, { q, limit: 7, cursor }, o.people.wang)
        found.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return found
    }
    const words = ['常见', '常见问题', '罕见词', '见问 罕见', '问题']
    const byIndex = await Promise.all(words.map(read))
    await measureGramShares(o.t.app)
    expect(
      await o.t.db.selectFrom('tickets.gram_share').select('share').where('gram', '=', '常见').executeTakeFirst()
    ).toBeDefined()
    expect(await Promise.all(words.map(read))).toEqual(byIndex)
    expect(byIndex.map((found) => found.length)).toEqual([60, 60, 3, 3, 60])
    for (const [index, q] of words.entries())
      expect(await o.t.ok(countTickets, { q }, o.people.wang)).toEqual({ count: byIndex[index]?.length, more: false })
  })
})

const messages = new URL('../../../../shared/data/nlp/tipdm2020_att34/messages_hot_topics.jsonl', import.meta.url)
describe('Recall on citizens’ messages', () => {
  test.skipIf(!existsSync(messages))(
    'every word of two to six characters finds the message it was cut from',
    async () => {
      const rows = readFileSync(messages, 'utf8')
        .split('\n')
        .slice(0, 60)
        .map((line) => JSON.parse(line) as { title: string; text: string })
      const found = new Map<string, string>()
      for (const row of rows) {
        const { id } = await o.t.asSystem((call) =>
          open(
            call,
            {
              kind: 'complaint',
              regionId: 1,
              queueCode: 'hn-all',
              title: (row.title.replace(/\p{Cc}/gu, ' ').trim() || '无题').slice(0, 200),
              description: row.text.replace(/(?!\n)\p{Cc}/gu, ' '),
              channel: 'letter'
            },
            { byMachine: true }
          )
        )
        found.set(id, row.text)
      }
      const missed: string[] = []
      for (const [id, text] of found) {
        const words = fold(text).match(/\p{Script=Han}{6,}/gu) ?? []
        const word = words[Math.floor(words.length / 2)]?.slice(0, 2 + (text.length % 5))
        if (!word) continue
        const ids: string[] = []
        let cursor: string | undefined
        do {
          const page = await o.t.ok(searchTickets, { q: word, limit: 100, cursor }, o.people.wang)
          ids.push(...page.items.map((item) => item.id))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        if (!ids.includes(id)) missed.push(word)
      }
      expect(missed).toEqual([])
    }
  )
})
