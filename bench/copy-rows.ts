import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell = string | number | boolean | Date | null
export type Writer = { row(cells: Cell[]): Promise<void> | void; end(): Promise<void> }

const PIECE = 1 << 17

/** Writes rows into a table by COPY; `row` answers a promise only when the database is behind. */
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
    row(cells) {
      let line = ''
      for (let i = 0; i < cells.length; i++) line += i === 0 ? text(cells[i] as Cell) : `\t${text(cells[i] as Cell)}`
      piece += `${line}\n`
      return piece.length > PIECE ? flush() : undefined
    },
    async end() {
      await flush()
      stream.end()
      await done
    }
  }
}

const special = /[\\\n\r\t]/

function text(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return special.test(cell) ? cell.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] as string) : cell
  return cell instanceof Date ? cell.toISOString() : String(cell)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
