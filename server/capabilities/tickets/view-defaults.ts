import type { Phrase, Static } from '@shouwen/contract/operation'
import { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { ViewColumn } from '@shouwen/contract/ticket-views'
import { Type } from '@shouwen/contract/operation'
import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export type DefaultView = Phrase & {
  key: string
  filter: TicketFilter
  sort: TicketSort
  columns: Static<typeof ViewColumn>[]
}

const file = fileURLToPath(new URL('../../../rulebook/views.yaml', import.meta.url))
const shape = Type.Object({
  views: Type.Record(
    Type.String({ pattern: '^[a-z][a-z-]{1,39}$' }),
    Type.Object(
      {
        zh: Type.String({ minLength: 1 }),
        en: Type.String({ minLength: 1 }),
        filter: TicketFilter,
        sort: TicketSort,
        columns: Type.Array(ViewColumn)
      },
      { additionalProperties: false }
    ),
    { additionalProperties: false }
  )
})

let read: DefaultView[] | undefined

/** The views of rulebook/views.yaml in their order. Throws when the file does not fit the contract. */
export function defaultViews(): DefaultView[] {
  read ??= Object.entries(readViews().views).map(([key, view]) => ({ key, ...view }))
  return read
}

function readViews(): Static<typeof shape> {
  const views: unknown = parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv({ strict: false, formats: { uuid: true, 'date-time': true } })
  if (!ajv.validate(shape, views)) throw new Error(`rulebook/views.yaml: ${ajv.errorsText()}`)
  return views as Static<typeof shape>
}
