import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSchemaTypes } from '#platform/schema-types'
import { databaseUrl, startTestCluster, onServer, templateDatabase } from '#platform/testing/test-cluster'

export const summary = 'writes platform/schema.gen.ts from the migrations (for developers)'

/** Migrates a throw-away database, so that the types never depend on what a developer has lying about. */
export async function run(): Promise<void> {
  const cluster = await startTestCluster()
  try {
    await onServer(cluster.url, `create database types template ${templateDatabase}`)
    const types = await generateSchemaTypes(databaseUrl(cluster.url, 'types'))
    writeFileSync(join(import.meta.dirname, '../platform/schema.gen.ts'), types)
    console.error(`${types.match(/^export interface/gm)?.length} interfaces`)
  } finally {
    await cluster.stop()
  }
}
