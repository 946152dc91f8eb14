import { openAsBlob } from 'node:fs'
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
  const urlOf = (id: string) => `${config.endpoint}/${config.bucket}/files/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`

  async function ask(method: string, id: string, init: RequestInit, withinMs: number): Promise<Response> {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(new Error(`object store did not answer ${method} in time`)), withinMs)
    try {
      return await client.fetch(urlOf(id), { ...init, method, signal: limit.signal })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async keep(temporaryPath, id) {
      const headers = { 'x-amz-content-sha256': id, 'content-type': 'application/octet-stream' }
      const answer = await ask('PUT', id, { body: await openAsBlob(temporaryPath), headers }, uploadWithinMs)
      await settle(answer, 'PUT')
    },
    async get(id, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const answer = await ask('GET', id, { headers }, answerWithinMs)
      if (answer.status === 404) {
        await answer.body?.cancel()
        throw refuse('file-missing')
      }
      if (answer.status !== (range ? 206 : 200) || !answer.body) await settle(answer, 'GET', true)
      const stream = Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream)
      return { stream, bytes: Number(answer.headers.get('content-length')) }
    },
    async remove(id) {
      const answer = await ask('DELETE', id, {}, answerWithinMs)
      if (answer.status !== 404) await settle(answer, 'DELETE')
      else await answer.body?.cancel()
    }
  }
}

/** Drains an answer without use; throws when it is not a success. The store's text may name keys, so only the status is told. */
async function settle(answer: Response, method: string, never = false): Promise<void> {
  await answer.body?.cancel()
  if (never || !answer.ok) throw new Error(`object store answered ${answer.status} to ${method}`)
}
