import { type RawBuilder, sql } from 'kysely'
import type { PlacementColumns } from '#platform/access'
import type { Call } from '#platform/action'
import type { Attributes } from './attribute.ts'
import type { Json } from './condition.ts'

/** Where a record is kept. Clients know only the id; the region is found among those the actor may read. */
export type Ref = { regionId: number; id: string }

/** What the value of an attribute must be; `list` is a list of objects. */
export type Shape = 'text' | 'instant' | 'flag' | 'object' | 'list'
export type Shapes = Readonly<Record<string, Shape>>

/** Attributes by shape; the three of every entity are there by themselves. */
export function shapes(given: Partial<Record<Shape, string>>): Shapes {
  const named = Object.entries(given).flatMap(([shape, names]) => names.split(' ').map((name): [string, Shape] => [name, shape as Shape]))
  return Object.fromEntries([...['id', 'href', '@type', '@baseType', '@schemaLocation'].map((name): [string, Shape] => [name, 'text']), ...named])
}

export type Verb = 'read' | 'create' | 'update' | 'remove'

/** How a list of a resource is read. `from` is a table with its alias and whatever always holds for the rows. */
export type Source = {
  from: RawBuilder<unknown>
  where: RawBuilder<unknown>
  region: RawBuilder<unknown>
  id: RawBuilder<unknown>
  /** The instant lists are ordered by, newest first; together with the id it has an index. */
  at: RawBuilder<unknown>
  placement: PlacementColumns
}

/**
 * One resource of a TMF API over the product's own actions. The wire form is a plain object; create and update receive what
 * the client wants and say it to the product in verbs.
 */
export type Resource = {
  /** Last segment of its address and member of event payloads: `troubleTicket`. */
  name: string
  /** `TroubleTicket` */
  type: string
  /** First-level attributes of the official definition and what each must be. */
  attributes: Shapes
  /** Permission of each verb, beside `integration.use`. */
  permissions: Record<Verb, string>
  source: Source
  filters: Attributes
  /** Wire forms in the order of the refs; `wanted` says which costly attributes are needed. */
  render(call: Call, refs: readonly Ref[], wanted: (attribute: string) => boolean): Promise<Json[]>
  create(call: Call, body: Json): Promise<Ref>
  /** Brings the record from its present wire form to the wanted one; called with the record's row locked. */
  update(call: Call, ref: Ref, present: Json, wanted: Json): Promise<void>
  remove(call: Call, ref: Ref): Promise<void>
  /** Writes down who looked at personal data (GV-03). */
  audit?(call: Call, refs: readonly Ref[], how: 'one' | 'list'): Promise<void>
}

/** A version of an API: its address below `/tmf-api` and its resources. */
export type Face = { path: string; version: 4 | 5; resources: Resource[] }

/** The address of a resource as others may follow it. */
export function hrefOf(call: Pick<Call, 'app'>, face: string, name: string, id: string): string {
  return `${call.app.config.publicUrl}/tmf-api/${face}/${name}/${id}`
}

/** Keeps out what the open interfaces no longer show. */
export function shown(resource: string, region: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`not exists (select 1 from integrations.hidden h where h.region_id = ${region} and h.id = ${id} and h.resource = ${sql.lit(resource)})`
}
