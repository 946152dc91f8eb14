declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** COPY … TO STDOUT: the rows as a stream; `rowCount` is known at its end. */
  export function to(sql: string): Readable & Submittable & { rowCount: number }
  /** COPY … FROM STDIN: write the rows; `rowCount` is known when it has finished. */
  export function from(sql: string): Writable & Submittable & { rowCount: number }
}
