import { Code, Id, Instant, Line, Maybe, OneOf, type Static, Type } from './operation.ts'

export const ImportKind = OneOf('tickets', 'mail')
export type ImportKind = Static<typeof ImportKind>

/** running → done; stopped by a person or failed for good can go on where it was; undoing → undone. */
export const ImportState = OneOf('running', 'stopped', 'failed', 'done', 'undoing', 'undone')
export type ImportState = Static<typeof ImportState>

/** What a column of the file may become. */
export const ImportField = OneOf(
  'externalId',
  'kind',
  'title',
  'description',
  'openedAt',
  'contactName',
  'contactPhone',
  'contactEmail',
  'customerNumber',
  'serviceNumber',
  'channel',
  'source',
  'category',
  'severity',
  'urgency',
  'scope',
  'tags',
  'status',
  'answer',
  'answeredAt',
  'resolution',
  'resolvedAt',
  'closedAt'
)
export type ImportField = Static<typeof ImportField>

const Cell = Type.String({ maxLength: 400 })

export const ColumnMapping = Type.Object(
  {
    field: ImportField,
    /** How instants are written, `d/M/y H:mm`; all common ways are understood without. */
    format: Type.Optional(Line(40)),
    /** What the words of the file mean, for fields with a closed set of words. */
    values: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Cell, { maxProperties: 500 }))
  },
  { additionalProperties: false }
)
export type ColumnMapping = Static<typeof ColumnMapping>

/** How the columns of a file become tickets. */
export const ImportMapping = Type.Object(
  {
    /** The system the rows come from: its numbers are unique within it. */
    source: Type.Optional(Code),
    /** In which instants without an offset are written; the region's by default. */
    timeZone: Type.Optional(Line(60)),
    columns: Type.Record(Type.String({ maxLength: 200 }), ColumnMapping, { maxProperties: 200 }),
    /** Values for fields no column gives. */
    constants: Type.Optional(Type.Partial(Type.Record(ImportField, Cell))),
    /** Addresses that were ours in imported mail: what they wrote in a thread are answers of those days. */
    ownAddresses: Type.Optional(Type.Array(Type.String({ format: 'email', maxLength: 200 }), { maxItems: 50 }))
  },
  { additionalProperties: false }
)
export type ImportMapping = Static<typeof ImportMapping>

/** Why a mapping makes no tickets. */
export const MappingFault = OneOf(
  'field-given-twice',
  'no-title-and-no-description',
  'format-unusable',
  'time-zone-unknown'
)
export type MappingFault = Static<typeof MappingFault>

/** What is wrong with a row. */
export const RowFault = OneOf(
  'too-many-cells',
  'cell-too-long',
  'quote-not-closed',
  'unreadable-characters',
  'not-json',
  'not-an-object',
  'title-missing',
  'text-too-long',
  'time-missing',
  'time-unreadable',
  'time-in-future',
  'times-out-of-order',
  'word-unknown',
  'email-unreadable',
  'customer-unknown',
  'category-unknown',
  'number-used-before',
  'mail-unreadable',
  'mail-too-large',
  'refused'
)
export type RowFault = Static<typeof RowFault>

export const ImportView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  kind: ImportKind,
  source: Type.String(),
  fileName: Type.String(),
  state: ImportState,
  total: Maybe(Type.Integer()),
  /** Rows looked at so far. */
  position: Type.Integer(),
  imported: Type.Integer(),
  /** Brought in before, by this or another import. */
  repeated: Type.Integer(),
  failed: Type.Integer(),
  /** Taken back, and left because somebody has worked on them since. */
  undone: Type.Integer(),
  kept: Type.Integer(),
  /** Why the whole import stopped. */
  failure: Maybe(Type.String()),
  createdBy: Maybe(Type.Object({ id: Id, name: Type.String(), jobNumber: Type.String() })),
  createdAt: Instant,
  finishedAt: Maybe(Instant)
})
export type ImportView = Static<typeof ImportView>
