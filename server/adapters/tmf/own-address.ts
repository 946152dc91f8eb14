import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Attribute, uuid } from './attribute.ts'
import { fault } from './fault.ts'

/** Filters by `href`: the resource with this address, whatever host and version the client knows us by. */
export function hrefWhere(path: string, id: RawBuilder<unknown>): Attribute {
  const [api = '', , name = ''] = path.split('/')
  const pattern = new RegExp(`/${api}/v[45]/${name}/([0-9a-f-]{36})$`, 'i')
  return {
    kind: 'whole',
    where: (operator, value) => {
      if (operator !== 'eq') throw fault(501, 'filter-not-supported', 'Addresses can only be compared for equality')
      const found = pattern.exec(value)?.[1]
      return found && uuid.test(found) ? sql<SqlBool>`${id} = ${found}::uuid` : sql<SqlBool>`false`
    }
  }
}
