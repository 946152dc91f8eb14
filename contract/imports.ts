import { events } from './events.ts'
import { ImportField, ImportKind, ImportMapping, ImportView, MappingFault, RowFault } from './import-words.ts'
import {
  Id,
  Instant,
  Maybe,
  type Operation,
  operation,
  Page,
  Paging,
  RegionId,
  type Static,
  Type
} from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

const ImportRef = { regionId: RegionId, importId: Id }
const importChanged = ['import.progressed', 'import.finished', 'import.undone'] as const

/** What an import would do, told without doing it. */
export const ImportPreview = Type.Object({
  columns: Type.Array(
    Type.Object({ heading: Type.String(), field: Maybe(ImportField), samples: Type.Array(Type.String()) })
  ),
  mapping: ImportMapping,
  /** Why these columns make no tickets; the import itself would be refused. Columns and mapping are told all the same, to be mended. */
  unusable: Maybe(Type.Object({ reason: MappingFault, field: Maybe(ImportField) })),
  total: Type.Integer(),
  ready: Type.Integer(),
  repeated: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      fault: RowFault,
      field: Maybe(Type.String()),
      count: Type.Integer(),
      rows: Type.Array(Type.Integer()),
      /** The words of the file that mean nothing to us, the first of them. */
      words: Type.Array(Type.String())
    })
  ),
  earliest: Maybe(Instant),
  latest: Maybe(Instant),
  kinds: Type.Record(Type.String(), Type.Integer()),
  /** The first rows, brought in and taken back again. */
  tried: Type.Object({
    rows: Type.Integer(),
    examples: Type.Array(
      Type.Object({
        row: Type.Integer(),
        title: Type.String(),
        kind: Type.String(),
        priority: Type.String(),
        openedAt: Instant,
        status: Type.String()
      })
    ),
    /** How the promises of these rows stand, `kept`, `broken` or `running`. */
    promises: Type.Record(Type.String(), Type.Integer())
  })
})
export type ImportPreview = Static<typeof ImportPreview>

export const previewImport = operation({
  id: 'previewImport',
  method: 'POST',
  path: '/api/regions/{regionId}/imports/preview',
  summary: { zh: '预览导入结果', en: 'Show what an import would do' },
  permission: 'import.run',
  transport: 'files',
  input: Type.Object({ regionId: RegionId, mapping: Type.Optional(ImportMapping) }),
  output: ImportPreview,
  refusals: ['import-file-missing', 'table-unreadable', 'table-too-large']
})

export const startImport = operation({
  id: 'startImport',
  method: 'POST',
  path: '/api/regions/{regionId}/imports',
  summary: { zh: '开始导入', en: 'Start an import' },
  permission: 'import.run',
  transport: 'files',
  /** One table of tickets, or mails as `.eml` files. */
  input: Type.Object({ regionId: RegionId, kind: ImportKind, mapping: Type.Optional(ImportMapping) }),
  output: ImportView,
  refusals: ['import-file-missing', 'table-unreadable', 'table-too-large', 'mapping-unusable']
})

export const listImports = operation({
  id: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: { zh: '导入记录', en: 'Imports' },
  permission: 'import.run',
  input: Type.Object({ regionId: Type.Optional(RegionId), ...Paging }),
  output: Page(ImportView),
  staleOn: importChanged
})

export const getImport = operation({
  id: 'getImport',
  method: 'GET',
  path: '/api/regions/{regionId}/imports/{importId}',
  summary: { zh: '导入进度', en: 'How an import stands' },
  permission: 'import.run',
  input: Type.Object(ImportRef),
  output: ImportView,
  staleOn: importChanged
})

export const downloadImportFaults = operation({
  id: 'downloadImportFaults',
  method: 'GET',
  path: '/api/regions/{regionId}/imports/{importId}/faults',
  summary: { zh: '下载未导入的行', en: 'The rows that were not imported, as a file' },
  permission: 'import.run',
  transport: 'stream',
  input: Type.Object(ImportRef),
  output: Type.Any()
})

export const stopImport = operation({
  id: 'stopImport',
  method: 'POST',
  path: '/api/regions/{regionId}/imports/{importId}/stop',
  summary: { zh: '暂停导入', en: 'Stop an import' },
  permission: 'import.run',
  input: Type.Object(ImportRef),
  output: ImportView,
  refusals: ['import-state-not-possible']
})

export const resumeImport = operation({
  id: 'resumeImport',
  method: 'POST',
  path: '/api/regions/{regionId}/imports/{importId}/resume',
  summary: { zh: '继续导入', en: 'Go on with an import' },
  permission: 'import.run',
  input: Type.Object(ImportRef),
  output: ImportView,
  refusals: ['import-state-not-possible']
})

export const undoImport = operation({
  id: 'undoImport',
  method: 'POST',
  path: '/api/regions/{regionId}/imports/{importId}/undo',
  summary: { zh: '撤销导入', en: 'Take an import back' },
  permission: 'import.run',
  input: Type.Object(ImportRef),
  output: ImportView,
  refusals: ['import-state-not-possible']
})

export const importRefusals = {
  'import-file-missing': { status: 400, zh: '请选择要导入的文件', en: 'Choose the file to import' },
  'import-state-not-possible': {
    status: 409,
    zh: '导入当前状态下不能这样操作',
    en: 'This is not possible in the present state of the import'
  },
  'mapping-unusable': {
    status: 422,
    zh: '无法从这些列得到工单，请指定列的对应关系',
    en: 'These columns make no tickets; say which column is what'
  }
} as const satisfies Record<string, RefusalEntry>

export const importEvents = events({
  'import.started': { subject: 'import', zh: '开始导入', en: 'import started' },
  'import.progressed': { subject: 'import', zh: '导入进行中', en: 'import went on' },
  'import.finished': { subject: 'import', zh: '导入结束', en: 'import finished' },
  'import.undone': { subject: 'import', zh: '导入已撤销', en: 'import taken back' }
})

export const importOperations: readonly Operation[] = [
  previewImport,
  startImport,
  listImports,
  getImport,
  downloadImportFaults,
  stopImport,
  resumeImport,
  undoImport
]
