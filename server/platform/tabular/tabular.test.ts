import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readTable, type TableKind, type TableLimits, tableBytes } from './index.ts'

async function* pieces(bytes: Uint8Array, size = bytes.length || 1) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

async function written(kind: 'csv' | 'xlsx', headings: string[], rows: string[][]): Promise<Buffer> {
  const columns = headings.map((heading, at) => ({ key: String(at), heading }))
  return Buffer.concat(
    await collect(
      tableBytes(
        kind,
        columns,
        rows.map((row) => Object.fromEntries(row.entries()))
      )
    )
  )
}

function read(kind: TableKind, bytes: Uint8Array | string, limits: Partial<TableLimits> = {}, size?: number) {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  return collect(readTable(kind, pieces(content, size), limits))
}

const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'宽带"\',;\t|=+-@ \n_x0041_'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
  ),
  maxLength: 12
})
const readable = cell.filter((text) => !/[\0\ufffd]/.test(text))

test('what is written as CSV is read back exactly, wherever the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(readable, { minLength: 3, maxLength: 3 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (table, size) => {
        const rows = table.filter((row) => row.some((text) => text !== ''))
        const back = await read('csv', await written('csv', ['号码', 'b', '=c'], rows), {}, size)
        expect(back.map((row) => Object.values(row.record))).toEqual(rows)
        expect(back.every((row) => row.problem === undefined)).toBe(true)
      }
    )
  )
})

test('what is written as a workbook is read back, with line ends as workbooks have them', async () => {
  const storable = (text: string) => text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').replace(/\r\n?/g, '\n')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(readable, { minLength: 3, maxLength: 3 }), { maxLength: 6 }), async (table) => {
      const rows = table.map((row) => row.map(storable)).filter((row) => row.some((text) => text !== ''))
      const back = await read('xlsx', await written('xlsx', ['号码', 'b', 'c'], rows))
      expect(back.map((row) => Object.values(row.record))).toEqual(rows)
    }),
    { numRuns: 60 }
  )
})

test('a cell that looks like a formula is defused in CSV', async () => {
  const text = (
    await written('csv', ['a'], [['=HYPERLINK("http://x")'], ['@SUM(1)'], ['-2+3'], ['+8613800000000']])
  ).toString()
  for (const line of text.split('\r\n').slice(1, -1)) expect(line).toMatch(/^"?'[=@+-]/)
})

test('a list saved by an old office program is read in its own encoding', async () => {
  const gbk = Buffer.from([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xba, 0xc5, 0xc2, 0xeb, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x0a
  ])
  expect(await read('csv', gbk)).toEqual([{ number: 2, record: { 姓名: '张三', 号码: '1' } }])
  expect(await read('csv', gbk, {}, 1)).toEqual([{ number: 2, record: { 姓名: '张三', 号码: '1' } }])
  const utf16 = Buffer.from('\ufeff姓名\t号码\r\n张三\t1\r\n', 'utf16le')
  expect(await read('csv', utf16, {}, 3)).toEqual([{ number: 2, record: { 姓名: '张三', 号码: '1' } }])
  const late = Buffer.concat([Buffer.from(`name\n${'a\n'.repeat(40_000)}`), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd])])
  expect((await read('csv', late, {}, 5000)).at(-1)?.record).toEqual({ name: '张三' })
})

test('separators, line ends and empty lines are found out', async () => {
  for (const text of ['a;b\r1;2\r', '\r\na;b\r\n\r\n1;2', 'a;b\n1;2\n', '"a";"b"\n"1";"2"']) {
    const [row, ...more] = await read('csv', text)
    expect(row?.record).toEqual({ a: '1', b: '2' })
    expect(more).toEqual([])
  }
})

test('a bad row says what is wrong and the others are read', async () => {
  const rows = await read('csv', 'a,b\n1,2\n1,2,3\n\n"x"y,z\n"open,2\n3,4', { maxCellLength: 20 })
  expect(rows.map((row) => [row.number, row.problem])).toEqual([
    [2, undefined],
    [3, 'too-many-cells'],
    [5, undefined],
    [6, 'quote-not-closed']
  ])
  expect(rows[2]?.record).toEqual({ a: 'xy', b: 'z' })
  const [long] = await read('csv', `a,b\n${'x'.repeat(50)},2`, { maxCellLength: 20 })
  expect(long).toEqual({ number: 2, record: { a: 'x'.repeat(20), b: '2' }, problem: 'cell-too-long' })
})

test('repeated and missing headings get names', async () => {
  expect((await read('csv', '备注,,备注,\n1,2,3,'))[0]?.record).toEqual({ 备注: '1', 'column 2': '2', '备注 2': '3' })
  await expect(read('csv', '\n \n')).rejects.toMatchObject({ code: 'table-unreadable' })
})

test('lines of JSON are read; a line that is none is a problem of that line', async () => {
  const text =
    '{"id":"1","n":12,"ok":true,"none":null,"deep":{"a":1}}\n\n[1]\n{"id"\n{"__proto__":"x","id":"2"}\n{"id":"\\u0000"}'
  const rows = await read('jsonl', text, {}, 7)
  expect(rows.map((row) => [row.number, row.problem])).toEqual([
    [1, undefined],
    [3, 'not-an-object'],
    [4, 'not-json'],
    [5, undefined],
    [6, 'unreadable-characters']
  ])
  expect(rows[0]?.record).toEqual({ id: '1', n: '12', ok: 'true', none: '', deep: '{"a":1}' })
  expect(Object.entries(rows[3]?.record ?? {})).toEqual([
    ['__proto__', 'x'],
    ['id', '2']
  ])
  const [long] = await read('jsonl', `{"a":"${'x'.repeat(900)}"}\n`, { maxCellLength: 100 }, 50)
  expect(long).toEqual({ number: 1, record: {}, problem: 'cell-too-long' })
})

test('numbers and dates of a workbook become the text a person meant', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '工单',
        rows: [
          ['号码', '受理', '时间', '金额', '是'],
          [13812345678, new Date(Date.UTC(2026, 10, 24)), new Date(Date.UTC(2026, 10, 24, 9, 30)), 0.1 + 0.2, true]
        ]
      }
    ]
  })
  expect((await read('xlsx', bytes))[0]?.record).toEqual({
    号码: '13812345678',
    受理: '2026-11-24',
    时间: '2026-11-24 09:30:00',
    金额: '0.3',
    是: 'true'
  })
})

test('limits of bytes, rows and columns are refused, not exceeded', async () => {
  await expect(read('csv', 'a\n1\n2\n3', { maxRows: 2 })).rejects.toMatchObject({ code: 'table-too-large' })
  await expect(read('csv', 'a\n1\n2\n3', { maxBytes: 5 })).rejects.toMatchObject({ code: 'table-too-large' })
  await expect(read('csv', 'a,b,c\n1,2,3', { maxColumns: 2 })).rejects.toMatchObject({ code: 'table-too-large' })
})

test('what is no workbook is refused', async () => {
  const workbook = await written('xlsx', ['a'], [['1']])
  for (const bytes of [
    Buffer.from('PK'),
    Buffer.from('not a workbook at all, only text'),
    workbook.subarray(0, -7),
    Buffer.from(workbook).fill(0x41, 60, 90)
  ])
    await expect(read('xlsx', bytes)).rejects.toMatchObject({ code: 'table-unreadable' })
})

test('an archive that unpacks beyond the limit is refused before it is read, whatever it says about its size', async () => {
  const bomb = archiveOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(50_000_000)), 10)
  expect(bomb.length).toBeLessThan(100_000)
  await expect(read('xlsx', bomb, { maxUnpackedBytes: 1_000_000 })).rejects.toMatchObject({ code: 'table-too-large' })
})

/** An archive of one deflated entry that claims `claimedBytes` as its size. */
function archiveOf(name: string, packed: Buffer, claimedBytes: number): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(claimedBytes, 22)
  header.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(claimedBytes, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + name.length, 12)
  end.writeUInt32LE(header.length + name.length + packed.length, 16)
  return Buffer.concat([header, Buffer.from(name), packed, entry, Buffer.from(name), end])
}
