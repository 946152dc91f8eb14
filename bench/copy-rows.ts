/// <reference path="../server/platform/pg-copy-streams.d.ts" />
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Writer = {
  /** Answers a promise only when the database is behind and should be waited for. */
  line(line: string): Promise<void> | undefined
  end(): Promise<void>
  /** Gives the connection back without keeping what was written. */
  abort(): void
}

const PIECE = 1 << 18

/** Writes lines of COPY's text format into a table. */
export async function copyInto(pool: Pool, table: string, columns: readonly string[]): Promise<Writer> {
  const client = await pool.connect()
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const done = finished(stream).finally(() => client.release())
  done.catch(() => {})
  let piece = ''
  const flush = async () => {
    const text = piece
    piece = ''
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done])
  }
  return {
    line(line) {
      piece += line
      piece += '\n'
      return piece.length > PIECE ? flush() : undefined
    },
    async end() {
      await flush()
      stream.end()
      await done
    },
    abort: () => void stream.destroy(new Error('aborted'))
  }
}

/** Free text inside a line; numbers, ids, instants and words of ours need no escaping. */
export function escaped(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] as string)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One cell of our own making. */
export const cell = (value: string | null | undefined): string => value ?? '\\N'
