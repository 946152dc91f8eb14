import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#platform/database'
import { databaseUrl, onServer, templateDatabase } from './test-cluster.ts'

export type TestDatabase = {
  /** As the application's role: what the product may not do, a test may not do either. */
  db: Database
  /** As the owner, for `migrate`, backup or a look behind the curtain. */
  url: string
  drop: () => Promise<void>
}

/** A migrated database of one's own, on real PostgreSQL; take one per test file and drop it at the end. */
export async function cloneTestDatabase(): Promise<TestDatabase> {
  const server = await testServerUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template ${templateDatabase} strategy file_copy`)
  const url = databaseUrl(server, name)
  const db = openDatabase(url, { max: 5 })
  const drop = async () => {
    await db.destroy()
    await onServer(server, `drop database if exists ${name} with (force)`)
  }
  return { db, url, drop }
}

/** An empty database on the test cluster. */
export async function createEmptyDatabase(): Promise<Omit<TestDatabase, 'db'>> {
  const server = await testServerUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  return {
    url: databaseUrl(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`)
  }
}

async function testServerUrl(): Promise<string> {
  const answer = JSON.parse(await text(connect(inject('testClusterPort'), '127.0.0.1'))) as {
    url?: string
    error?: string
  }
  if (!answer.url) throw new Error(`the test cluster did not start: ${answer.error}`)
  return answer.url
}
