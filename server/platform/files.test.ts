import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Blobs, cleanFileName, openBlobs } from './files.ts'
import { tableBytes } from './tabular/index.ts'

let dataDir: string
let directory: string
let blobs: Blobs

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'files-'))
  directory = path.join(dataDir, 'files')
  blobs = openBlobs({ kind: 'local', directory })
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const limit = 1_000_000

async function* chunks(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

async function storedFiles(): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

test('a file comes back byte for byte, whole and in part', async () => {
  const stored = await blobs.put(chunks('办理宽带', '移机申请'), {
    name: '申请.txt',
    declaredType: 'text/plain',
    limit
  })
  expect(stored).toMatchObject({ name: '申请.txt', kind: 'txt', mediaType: 'text/plain', bytes: 24 })
  expect(stored.id).toBe(createHash('sha256').update('办理宽带移机申请').digest('hex'))
  const whole = await blobs.get(stored.id)
  expect(whole.bytes).toBe(24)
  expect((await buffer(whole.stream)).toString()).toBe('办理宽带移机申请')
  const part = await blobs.get(stored.id, { start: 3, end: 5 })
  expect(part.bytes).toBe(3)
  expect((await buffer(part.stream)).toString()).toBe('理')
  await blobs.remove(stored.id)
  await expect(blobs.get(stored.id)).rejects.toMatchObject({ code: 'file-missing' })
  await blobs.remove(stored.id)
})

test('a name never becomes a path', async () => {
  const stored = await blobs.put(chunks(png), { name: '../../etc/cron.d/屏幕\u0000\u202egnp.png', limit })
  expect(stored.name).toBe('屏幕gnp.png')
  expect(await storedFiles()).toEqual([stored.id])
  await expect(blobs.get('../../etc/passwd')).rejects.toMatchObject({ code: 'file-missing' })
  expect(cleanFileName('C:\\fakepath\\照片.jpg')).toBe('照片.jpg')
  expect(cleanFileName('..')).toBe('file')
  expect([...cleanFileName(`${'长'.repeat(400)}.pdf`)]).toHaveLength(120)
  await blobs.remove(stored.id)
})

test('a stream is cut off at the limit and nothing of it stays', async () => {
  let sent = 0
  async function* endless() {
    for (;;) {
      sent += 65_536
      yield new Uint8Array(65_536).fill(0x61)
    }
  }
  await expect(blobs.put(endless(), { name: 'a.txt', limit })).rejects.toMatchObject({ code: 'file-too-large' })
  expect(sent).toBeLessThan(limit + 2 * 65_536)
  expect(await storedFiles()).toEqual([])
})

test('a broken upload leaves nothing', async () => {
  async function* broken() {
    yield Buffer.from('begin')
    throw new Error('connection lost')
  }
  await expect(blobs.put(broken(), { name: 'a.txt', limit })).rejects.toThrow('connection lost')
  expect(await storedFiles()).toEqual([])
})

test.each([
  ['an archive named as a photo', Buffer.from('504b0304', 'hex'), 'holiday.jpg', 'image/jpeg', 'file-type-mismatch'],
  ['a page named as a photo', '<html><script>', 'photo.png', 'image/png', 'file-type-mismatch'],
  ['a photo declared as text', png, 'photo.png', 'text/plain', 'file-type-mismatch'],
  ['a program', Buffer.from('4d5a90000300', 'hex'), 'setup.exe', undefined, 'file-type-not-allowed'],
  ['a page', '<html>', 'page.html', 'text/html', 'file-type-not-allowed'],
  ['a drawing with script', '<svg onload=alert(1)>', 'x.svg', 'image/svg+xml', 'file-type-not-allowed'],
  ['binary named as text', Buffer.from('7f454c46020101', 'hex'), 'notes.txt', 'text/plain', 'file-type-mismatch'],
  ['an empty file', '', 'notes.txt', 'text/plain', 'file-empty'],
  ['a cut archive', Buffer.from('504b030414000000', 'hex'), 'a.zip', undefined, 'file-type-mismatch']
])('%s is refused and not stored', async (_what, content, name, declaredType, code) => {
  await expect(blobs.put(chunks(content), { name, declaredType, limit })).rejects.toMatchObject({ code })
  expect(await storedFiles()).toEqual([])
})

test('binary after a long beginning of text is not text', async () => {
  const source = chunks('a'.repeat(10_000), Buffer.from([0, 1, 2]))
  await expect(blobs.put(source, { name: 'a.csv', limit })).rejects.toMatchObject({ code: 'file-type-mismatch' })
})

test('a list in the encoding of an old office program is text', async () => {
  const gbk = Buffer.from([0xbf, 0xed, 0xb4, 0xf8, 0x2c, 0xb9, 0xca, 0xd5, 0xcf, 0x0d, 0x0a])
  const stored = await blobs.put(chunks(gbk), { name: 'list.CSV', declaredType: 'application/vnd.ms-excel', limit })
  expect(stored.kind).toBe('csv')
  await blobs.remove(stored.id)
})

test('a workbook is known by what is inside it', async () => {
  const workbook = () => tableBytes('xlsx', [{ key: 'a', heading: '号码' }], [{ a: '1' }])
  const stored = await blobs.put(workbook(), { name: '名单.xlsx', limit })
  expect(stored.kind).toBe('xlsx')
  for (const name of ['名单.docx', '名单.jpg', '名单.csv'])
    await expect(blobs.put(workbook(), { name, limit })).rejects.toMatchObject({ code: 'file-type-mismatch' })
  await blobs.remove(stored.id)
})

test('a caller may take fewer kinds', async () => {
  const about = { name: 'a.png', limit, allowed: ['csv', 'xlsx'] as const }
  await expect(blobs.put(chunks(png), about)).rejects.toMatchObject({ code: 'file-type-not-allowed' })
})
