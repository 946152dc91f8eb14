import { openAsBlob } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import type { Config } from './config.ts'
import type { BlobStore } from './files.ts'
import { refuse } from './refusal.ts'

type S3Config = Extract<Config['files'], { kind: 's3' }>

const retries = 3
const answerWithinMs = 30_000
const uploadWithinMs = 300_000

/** Keeps files in one bucket of an S3-compatible store, path-style, as `files/ab/cd/<sha-256>`; the store checks the hash. */
export function s3Store(config: S3Config): BlobStore {
  const { accessKeyId, secretAccessKey, region } = config
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries })
  const bucket = `${config.endpoint}/${config.bucket}`
  const urlOf = (id: string) => `${bucket}/files/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`

  async function ask(method: string, url: string, init: RequestInit, withinMs: number): Promise<Response> {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(new Error(`object store did not answer ${method} in time`)), withinMs)
    try {
      return await client.fetch(url, { ...init, method, signal: limit.signal })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    incoming: path.join(tmpdir(), 'shouwen-incoming'),
    async keep(temporaryPath, id) {
      const headers = { 'x-amz-content-sha256': id, 'content-type': 'application/octet-stream' }
      const answer = await ask('PUT', urlOf(id), { body: await openAsBlob(temporaryPath), headers }, uploadWithinMs)
      await settle(answer, 'PUT')
    },
    async get(id, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const answer = await ask('GET', urlOf(id), { headers }, answerWithinMs)
      if (answer.status === 404) {
        await answer.body?.cancel()
        throw refuse('file-missing')
      }
      if (answer.status !== (range ? 206 : 200) || !answer.body) await settle(answer, 'GET', true)
      const stream = Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream)
      return { stream, bytes: Number(answer.headers.get('content-length')) }
    },
    async remove(id) {
      const answer = await ask('DELETE', urlOf(id), {}, answerWithinMs)
      if (answer.status !== 404) await settle(answer, 'DELETE')
      else await answer.body?.cancel()
    },
    async *list() {
      for (let after = ''; ; ) {
        const answer = await ask('GET', `${bucket}?list-type=2&prefix=files%2F&start-after=${encodeURIComponent(after)}`, {}, answerWithinMs)
        if (answer.status !== 200) await settle(answer, 'LIST', true)
        const page = await answer.text()
        const keys = [...page.matchAll(/<Key>(files\/[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f]{64}))<\/Key>/g)]
        for (const [, , id] of keys) yield id as string
        const last = /<IsTruncated>true<\/IsTruncated>/.test(page) ? [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].at(-1)?.[1] : undefined
        if (last === undefined || last === after) return
        after = last
      }
    }
  }
}

/** Drains an answer without use; throws when it is not a success. The store's text may name keys, so only the status is told. */
async function settle(answer: Response, method: string, never = false): Promise<void> {
  await answer.body?.cancel()
  if (never || !answer.ok) throw new Error(`object store answered ${answer.status} to ${method}`)
}
