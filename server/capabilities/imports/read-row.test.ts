import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportMapping } from '@shouwen/contract/import-words'
import { guessMapping } from './guess-mapping.ts'
import { readInstant } from './read-instant.ts'
import { isReady, readRow } from './read-row.ts'

const now = new Date('2026-11-24T02:00:00Z')
const read = (record: Record<string, string>, mapping: ImportMapping = guessMapping(Object.keys(record))) =>
  readRow(record, 2, { mapping, source: 'old', timeZone: 'Asia/Shanghai', now })
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

describe('Instants are read as offices write them', () => {
  test('in every common way, on the clocks of the zone unless an offset is given', () => {
    const same = [
      '2019/2/28 11:25:05',
      '2019-02-28 11:25:05',
      '2019-02-28T11:25:05+08:00',
      '2019-02-28T03:25:05Z',
      '2019年2月28日 11时25分05秒',
      '2019.02.28 11：25：05',
      '20190228112505',
      '1551324305',
      '1551324305000',
      '２０１９/２/２８ 11:25:05'
    ]
    for (const text of same)
      expect([text, iso(readInstant(text, 'Asia/Shanghai'))]).toEqual([text, '2019-02-28T03:25:05.000Z'])
    expect(iso(readInstant('2019-02-28', 'Asia/Shanghai'))).toBe('2019-02-27T16:00:00.000Z')
    expect(iso(readInstant('2019/2/28 9:05', 'America/New_York'))).toBe('2019-02-28T14:05:00.000Z')
  })

  test('days no calendar has and other words are none', () => {
    for (const text of ['', '昨天', '2019-02-30', '2019-13-01', '2019-01-01 25:00', '28/2/2019', '12345'])
      expect([text, readInstant(text, 'Asia/Shanghai')]).toEqual([text, undefined])
  })

  test('orders nobody can guess are read by the format given', () => {
    expect(iso(readInstant('28/2/2019 11:25', 'Asia/Shanghai', 'd/M/y H:m'))).toBe('2019-02-28T03:25:00.000Z')
    expect(iso(readInstant('02-28-2019', 'Asia/Shanghai', 'M-d-y'))).toBe('2019-02-27T16:00:00.000Z')
    expect(readInstant('2019-02-28', 'Asia/Shanghai', 'd/M/y')).toBeUndefined()
  })

  test('what we write ourselves is read back, whatever the instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1971-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }), (at) => {
        const second = Math.floor(at.getTime() / 1000) * 1000
        expect(readInstant(new Date(second).toISOString().replace('.000', ''), 'Asia/Shanghai')).toBe(second)
      })
    )
  })
})

describe('A row becomes a ticket', () => {
  test('headings in Chinese and English are understood, each field once', () => {
    expect(
      guessMapping(['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '点赞数', '标题']).columns
    ).toEqual({
      留言编号: { field: 'externalId' },
      留言用户: { field: 'contactName' },
      留言主题: { field: 'title' },
      留言时间: { field: 'openedAt' },
      留言详情: { field: 'description' }
    })
    expect(
      Object.values(guessMapping(['ID', 'Subject', 'Body', 'Created At', 'E-mail']).columns).map(({ field }) => field)
    ).toEqual(['externalId', 'title', 'description', 'openedAt', 'contactEmail'])
  })

  test('words of the file are translated, by the mapping first', () => {
    const row = read({
      标题: 'x',
      类型: '投诉',
      渠道: '热线',
      紧急程度: '特急',
      状态: '处理中',
      时间: '2024-05-01 10:00'
    })
    expect(row).toMatchObject({
      input: { kind: 'complaint', channel: 'phone', urgency: 'high' },
      begunAt: new Date('2024-05-01T02:00:00Z')
    })
    const mapped = read(
      { t: 'x', k: 'A' },
      { columns: { t: { field: 'title' }, k: { field: 'kind', values: { A: 'fault' } } } }
    )
    expect(mapped).toMatchObject({ input: { kind: 'fault' } })
    expect(read({ 标题: 'x', 类型: '魔法' })).toEqual({ row: 2, fault: 'word-unknown', field: 'kind', word: '魔法' })
  })

  test('its history follows from status and times', () => {
    const closed = read({
      标题: 'x',
      时间: '2024-05-01',
      回复: '好了',
      回复时间: '2024-05-02',
      状态: '已办结',
      办结时间: '2024-05-03'
    })
    expect(closed).toMatchObject({
      answers: [{ body: '好了', at: new Date('2024-05-01T16:00:00Z') }],
      ended: { as: 'closed', at: new Date('2024-05-02T16:00:00Z') }
    })
    expect(read({ 标题: 'x', 时间: '2024-05-01', 状态: '已办结' })).toMatchObject({
      fault: 'time-missing',
      field: 'closedAt'
    })
    expect(read({ 标题: 'x', 时间: '2024-05-03', 回复: '早了', 回复时间: '2024-05-02' })).toMatchObject({
      fault: 'times-out-of-order'
    })
  })

  test('what is wrong is told with its field, and nothing of the row is taken', () => {
    const faults: [Record<string, string>, string][] = [
      [{ 标题: '', 内容: ' ' }, 'title-missing'],
      [{ 标题: 'x', 时间: '' }, 'time-missing'],
      [{ 标题: 'x', 时间: 'bald' }, 'time-unreadable'],
      [{ 标题: 'x', 时间: '2031-01-01' }, 'time-in-future'],
      [{ 标题: 'x', 邮箱: 'not an address' }, 'email-unreadable'],
      [{ 标题: 'x', 分类: '没有这个分类' }, 'category-unknown'],
      [{ 标题: 'x', 内容: 'y'.repeat(20_001) }, 'text-too-long']
    ]
    for (const [record, fault] of faults)
      expect([record, read(record)]).toEqual([record, expect.objectContaining({ fault })])
  })

  test('whatever the cells hold, the result is a fault or a ticket the contract accepts', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('2024-05-01', '投诉', '已办结', 'a@b.cn')
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('标题', '内容', '时间', '类型', '姓名', '电话', '邮箱', '标签', '状态', '办结时间', '编号'),
          cell
        ),
        (record) => {
          const row = read(record)
          if (!isReady(row)) return
          expect(row.input.title.length).toBeLessThanOrEqual(200)
          expect(row.input.title).toMatch(/^\P{Cc}*\S\P{Cc}*$/u)
          expect(row.input.description).not.toMatch(/(?![\t\n])\p{Cc}/u)
          expect(row.input.description.isWellFormed() && row.input.title.isWellFormed()).toBe(true)
          for (const tag of row.input.tags ?? []) expect(tag.length).toBeLessThanOrEqual(40)
        }
      ),
      { numRuns: 500 }
    )
  })

  test('the same row has the same key; without a number the whole row is its key', () => {
    const [a, b] = [read({ 编号: '7', 标题: 'x' }), read({ 编号: '7', 标题: 'y' })]
    if (!isReady(a) || !isReady(b)) throw new Error('not ready')
    expect([a.key, b.key]).toEqual(['old:7', 'old:7'])
    expect(a.contentHash.equals(b.contentHash)).toBe(false)
    const [c, d] = [read({ 标题: 'x' }), read({ 标题: 'y' })]
    if (isReady(c) && isReady(d)) expect(c.key).not.toBe(d.key)
  })
})
