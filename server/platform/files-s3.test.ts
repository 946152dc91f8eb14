import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Blobs, openBlobs, openStore } from './files.ts'

const region = 'cn-test-1'
const accessKeyId = 'test-access-id'
const secretAccessKey = 'test-signing-word'

/** An object store after the published protocol: path-style, AWS Signature Version 4 checked, content hash checked. */
const objects = new Map<string, Buffer>()
let failuresToCome = 0
const store = createServer(async (request, response) => {
  const body = await buffer(request)
  const answer = (status: number, content?: Buffer, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-length': content?.length ?? 0, ...headers }).end(content)
  if (failuresToCome > 0) {
    failuresToCome -= 1
    return answer(503)
  }
  if (!signatureIsRight(request)) return answer(403)
  const declared = request.headers['x-amz-content-sha256']
  if (request.method === 'PUT') {
    if (request.headers['content-length'] === undefined) return answer(411)
    if (declared !== createHash('sha256').update(body).digest('hex')) return answer(400)
    objects.set(request.url ?? '', body)
    return answer(200)
  }
  const asked = new URL(request.url ?? '', 'http://store').searchParams
  if (request.method === 'GET' && asked.get('list-type') === '2') {
    const keys = [...objects.keys()].map((key) => key.replace('/care/', '')).filter((key) => key > (asked.get('start-after') ?? ''))
    const page = keys.sort().slice(0, 2)
    const listed = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')
    return answer(200, Buffer.from(`<ListBucketResult><IsTruncated>${keys.length > 2}</IsTruncated>${listed}</ListBucketResult>`))
  }
  const object = objects.get(request.url ?? '')
  if (request.method === 'DELETE') {
    objects.delete(request.url ?? '')
    return answer(204)
  }
  if (!object) return answer(404, Buffer.from('<Error><Code>NoSuchKey</Code></Error>'))
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  if (!range) return answer(200, object)
  const part = object.subarray(Number(range[1]), Number(range[2]) + 1)
  return answer(206, part, { 'content-range': `bytes ${range[1]}-${range[2]}/${object.length}` })
})

function signatureIsRight(request: IncomingMessage): boolean {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? ''
    )
  if (!given || given[1] !== accessKeyId || given[3] !== region) return false
  const [, , date = '', , signedHeaders = '', signature] = given
  if (!signedHeaders.split(';').includes('host')) return false
  const url = new URL(request.url ?? '', 'http://store')
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    ...signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signedHeaders,
    request.headers['x-amz-content-sha256']
  ].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const hashed = createHash('sha256').update(canonical).digest('hex')
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hashed].join('\n')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secretAccessKey}`, date))
  return hmac(key, toSign).toString('hex') === signature
}

let blobs: Blobs
let endpoint: string

beforeAll(async () => {
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  endpoint = `http://127.0.0.1:${(store.address() as AddressInfo).port}`
  blobs = openBlobs({ kind: 's3', endpoint, bucket: 'care', region, accessKeyId, secretAccessKey })
})
afterAll(() => {
  store.closeAllConnections()
  store.close()
})

const recording = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(300_000, 7)])

async function* once(content: Buffer) {
  yield content
}

test('a recording goes to the object store, comes back whole and in part, and can be forgotten', async () => {
  const stored = await blobs.put(once(recording), { name: 'call.mp3', declaredType: 'audio/mpeg', limit: 1_000_000 })
  expect([...objects.keys()]).toEqual([`/care/files/${stored.id.slice(0, 2)}/${stored.id.slice(2, 4)}/${stored.id}`])
  const whole = await blobs.get(stored.id)
  expect(whole.bytes).toBe(recording.length)
  expect((await buffer(whole.stream)).equals(recording)).toBe(true)
  const part = await blobs.get(stored.id, { start: 1, end: 4 })
  expect(part.bytes).toBe(4)
  expect((await buffer(part.stream)).toString('latin1')).toBe('D3\x07\x07')
  await blobs.remove(stored.id)
  await expect(blobs.get(stored.id)).rejects.toMatchObject({ code: 'file-missing' })
  await blobs.remove(stored.id)
})

test('a store that is busy for a moment is asked again', async () => {
  failuresToCome = 2
  const stored = await blobs.put(once(recording), { name: 'call.mp3', limit: 1_000_000 })
  expect(objects.size).toBe(1)
  await blobs.remove(stored.id)
})

test('all files of the store are listed, page by page', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1)
    ids.push((await blobs.put(once(Buffer.from(`note ${n}`)), { name: `${n}.txt`, limit: 100 })).id)
  const listed: string[] = []
  for await (const id of openStore({ kind: 's3', endpoint, bucket: 'care', region, accessKeyId, secretAccessKey }).list()) listed.push(id)
  expect(listed).toEqual(ids.toSorted())
  for (const id of ids) await blobs.remove(id)
})

test('a store that refuses our key is an error that names no key', async () => {
  const other = openBlobs({ kind: 's3', endpoint, bucket: 'care', region, accessKeyId, secretAccessKey: 'wrong' })
  await expect(other.put(once(recording), { name: 'call.mp3', limit: 1_000_000 })).rejects.toThrow(
    'object store answered 403 to PUT'
  )
  expect(objects.size).toBe(0)
})
