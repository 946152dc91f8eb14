import { Code, Id, LocalDate, Maybe, OneOf, type Operation, operation, Page, Paging, PhraseSchema, RegionId, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Reports of complaints: counts per day, rates, trends with their test, and what stands behind each figure.

const Count = Type.Integer()
const Counts = Type.Object({ opened: Count, ended: Count, firstTime: Count, timed: Count, inTime: Count, repeats: Count, appeals: Count })
const Comparison = Type.Object({ ratio: Maybe(Type.Number()), low: Type.Number(), high: Maybe(Type.Number()), p: Type.Number(), /** After the correction for many rows. */ stands: Type.Boolean() })
const Asked = {
  regionId: RegionId,
  from: LocalDate,
  until: LocalDate,
  group: OneOf('branch', 'category', 'unit', 'place', 'product'),
  category: Type.Optional(Code),
  unitId: Type.Optional(Id)
}

export const complaintReport = operation({
  id: 'complaintReport',
  method: 'GET',
  path: '/api/reports/complaints',
  summary: { zh: '投诉报表', en: 'Report of complaints' },
  permission: 'improvement.report',
  input: Type.Object(Asked),
  output: Type.Object({
    totals: Counts,
    before: Counts,
    change: Comparison,
    days: Type.Integer(),
    /** Every day of the period, zeros included. */
    series: Type.Array(Type.Object({ day: LocalDate, ...Counts.properties })),
    groups: Type.Array(Type.Object({ key: Type.String(), ...Counts.properties, openedBefore: Count, change: Comparison, /** More than before, and not by chance. */ hot: Type.Boolean() })),
    base: Type.Object({ users: Maybe(Count), usersOn: Maybe(LocalDate), served: Maybe(Count) }),
    /** From this day on first-time resolution may still change. */
    provisionalFrom: LocalDate,
    figures: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties, formula: PhraseSchema })),
    targets: Type.Object({ rate: Type.Number(), firstTime: Type.Number() }),
    /** Words of the groups that are data: branches and categories. */
    names: Type.Array(Type.Object({ key: Type.String(), ...PhraseSchema.properties }))
  }),
  refusals: ['report-period-wrong'],
  staleOn: ['complaint.counted']
})

export const listReportComplaints = operation({
  id: 'listReportComplaints',
  method: 'GET',
  path: '/api/reports/complaints/tickets',
  summary: { zh: '报表背后的投诉', en: 'Complaints behind a figure' },
  permission: 'improvement.report',
  input: Type.Object({ ...Paging, regionId: RegionId, from: LocalDate, until: LocalDate, group: Type.Optional(Asked.group), key: Type.Optional(Type.String({ maxLength: 64 })), only: Type.Optional(OneOf('late', 'not-first-time', 'repeat', 'appeal')) }),
  output: Page(Type.Object({ id: Id, number: Type.String(), title: Type.String(), day: LocalDate, status: Type.String(), ended: Type.Boolean(), firstTime: Type.Boolean(), inTime: Type.Boolean(), timed: Type.Boolean(), repeat: Type.Boolean(), appeal: Type.Boolean() })),
  refusals: ['report-period-wrong']
})

export const exportComplaintReport = operation({
  id: 'exportComplaintReport',
  method: 'GET',
  path: '/api/reports/complaints/file',
  summary: { zh: '导出投诉报表', en: 'Report of complaints as a file' },
  permission: 'improvement.export',
  input: Type.Object({ ...Asked, table: OneOf('groups', 'days'), format: OneOf('csv', 'xlsx'), language: OneOf('zh-CN', 'en') }),
  output: Type.Object({}),
  transport: 'stream',
  refusals: ['report-period-wrong']
})

export const reportRefusals = {
  'report-period-wrong': { status: 422, zh: '起止日期不对或跨度过长', en: 'The dates are wrong or too far apart' }
} as const satisfies Record<string, RefusalEntry>

export const reportOperations: readonly Operation[] = [complaintReport, listReportComplaints, exportComplaintReport]
