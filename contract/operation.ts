import { pathParameters } from './path-parameters.ts'
import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox'

export { pathParameters, Type }
export type { Static, TSchema }

/** A phrase shown to people: Chinese first, English always. */
export type Phrase = { zh: string; en: string }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: a permission verb checked against the actor's grants (`ticket.open`), any signed-in staff member
 * (`signed-in`), a customer signed in at the portal (`customer`), whoever stands at the customer's door, signed in or not (`visitor`), or
 * everybody (`public`).
 */
export type Permission = `${string}.${string}` | 'signed-in' | 'customer' | 'visitor' | 'public'

/**
 * One operation of the product: everything that crosses the wire for it, and nothing else.
 * Route, validation, OpenAPI, browser call and permission test are all derived from this one object.
 */
export type Operation<I extends TObject = TObject, O extends TSchema = TSchema> = {
  id: string
  method: Method
  /** Path with `{name}` for path parameters; those names must be members of `input`. */
  path: string
  summary: Phrase
  permission: Permission
  /** One flat object: names in the path are path parameters, the rest is the query (GET, DELETE) or the JSON body. */
  input: I
  output: O
  /** Codes from refusals.ts this operation may answer with, beside the ones every operation has. */
  refusals: readonly string[]
  /** For reads: names of events after which an earlier answer may be out of date. */
  staleOn: readonly string[]
  /** `files` takes multipart form data beside the input; `stream` answers bytes instead of JSON. */
  transport: 'json' | 'files' | 'stream'
}

type Given<I extends TObject, O extends TSchema> = Omit<
  Operation<I, O>,
  'refusals' | 'staleOn' | 'transport' | 'output'
> & {
  output: O
  refusals?: readonly string[]
  staleOn?: readonly string[]
  transport?: Operation['transport']
}

/** Declares an operation; throws at load time when a path parameter is missing from the input. */
export function operation<I extends TObject, O extends TSchema>(given: Given<I, O>): Operation<I, O> {
  const properties: TProperties = given.input.properties
  for (const name of pathParameters(given.path))
    if (!(name in properties)) throw new Error(`${given.id}: path parameter ${name} is not in the input`)
  return { refusals: [], staleOn: [], transport: 'json', ...given }
}

export type InputOf<Op extends Operation> = Static<Op['input']>
export type OutputOf<Op extends Operation> = Static<Op['output']>

// Schemas that every capability uses.

/** An instant on the wire: ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time', maxLength: 40 })
/** A calendar date, `YYYY-MM-DD`. */
export const LocalDate = Type.String({ format: 'date', maxLength: 10 })
export const Id = Type.String({ format: 'uuid', maxLength: 36 })
export const RegionId = Type.Integer({ minimum: 1, maximum: 9999 })
/** A short code of ours: roles, queues, categories. */
export const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' })
/** One line of text without control characters. */
export const Line = (maxLength = 200) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' })
/** Several lines of text; no NUL and no other control character than tab and line ends. */
export const Text = (maxLength = 10_000) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' })
export const PhraseSchema = Type.Object({ zh: Type.String(), en: Type.String() })
export const Nothing = Type.Object({})
/** Optional and nullable on output: a fact that may be unknown. */
export const Maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** A closed set of words. */
export const OneOf = <T extends string[]>(...words: [...T]) => Type.Enum<T>(words)

/** The members every list operation takes. */
export const Paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9_=-]*$' }))
}
/** A page of a keyset-paged list; `nextCursor` is null on the last page. */
export const Page = <T extends TSchema>(item: T) => Type.Object({ items: Type.Array(item), nextCursor: Maybe(Type.String()) })
