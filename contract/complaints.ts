import { classifyComplaint, confirmEvidence, readComplaint, readComplaintChoices } from './complaint-classes.ts'
import { findComplaintByNumber, listComplaints, listComplaintSources, takeComplaint } from './complaint-intake.ts'
import { analyseEscalation, answerForCity, escalateComplaint, handToCity, listEscalations, listUnanalysed, submitComplaint, takeBackFromCity } from './complaint-levels.ts'
import { events } from './events.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

export * from './complaint-classes.ts'
export * from './complaint-intake.ts'
export * from './complaint-levels.ts'

// Complaints beside their tickets: intake from every source, several axes, focus, levels of handling and escalation.

export const complaintRefusals = {
  'ticket-not-a-complaint': { status: 422, zh: '这张工单不是投诉', en: 'This ticket is not a complaint' },
  'complaint-source-unknown': { status: 422, zh: '没有这个投诉来源', en: 'There is no such source of complaints' },
  'complaint-number-known': { status: 409, zh: '该来源编号已经登记过', en: "A complaint with this sender's number was taken before" },
  'complaint-cause-unknown': { status: 422, zh: '没有这个责任归因', en: 'There is no such cause' },
  'complaint-has-no-leaf': { status: 422, zh: '请先选定末级问题分类', en: 'Choose a category first, down to its last level' },
  'complaint-evidence-unknown': { status: 422, zh: '该分类不需要这项证据', en: 'This category needs no such evidence' },
  'complaint-level-same': { status: 409, zh: '投诉已在该级别', en: 'The complaint stands on that level' },
  'complaint-level-side': { status: 422, zh: '该级别不属于这一侧', en: 'That level belongs to the other side' },
  'complaint-record-incomplete': { status: 422, zh: '记录不完整，补齐后才能提交上级', en: 'The record must be complete before it goes up' },
  'complaint-next-contact': { status: 422, zh: '下次联系时间过早或过晚', en: 'The next contact is too soon or too late' },
  'complaint-no-superior': { status: 422, zh: '没有可提交的上级', en: 'There is no superior to submit to' },
  'complaint-unit-no-city': { status: 422, zh: '该单位不是本省的市分公司', en: 'The unit is no city branch of this province' },
  'complaint-city-already': { status: 409, zh: '投诉已交市分公司处理', en: 'A city branch has the complaint already' },
  'complaint-city-too-late': { status: 409, zh: '剩余时间不足，请省公司直接处理', en: 'Too little time is left: the province handles it itself' },
  'complaint-not-at-city': { status: 409, zh: '投诉不在市分公司', en: 'No city branch has the complaint' },
  'complaint-trigger-unknown': { status: 422, zh: '没有这个诱因', en: 'There is no such trigger' },
  'complaint-analysis-not-asked': { status: 409, zh: '降级不需要分析', en: 'A step down is not analysed' },
  'complaint-already-analysed': { status: 409, zh: '已经分析过', en: 'It was analysed already' },
  'complaint-received-when': { status: 422, zh: '收到时间晚于现在或过于久远', en: 'The time of receipt is in the future or too long ago' }
} as const satisfies Record<string, RefusalEntry>

export const complaintEvents = events({
  'complaint.classified': { subject: 'ticket', zh: '投诉定性', en: 'complaint classified' },
  'complaint.focused': { subject: 'ticket', zh: '列为焦点投诉', en: 'became a focus complaint' },
  'complaint.at-risk': { subject: 'ticket', zh: '投诉升级预警', en: 'complaint may escalate' },
  'complaint.submitted': { subject: 'ticket', zh: '投诉提交上级', en: 'complaint submitted to a superior' },
  'complaint.handed-to-city': { subject: 'ticket', zh: '交市分公司处理', en: 'complaint handed to a city branch' },
  'complaint.city-answered': { subject: 'ticket', zh: '市分公司回复', en: 'city branch answered' },
  'complaint.taken-back': { subject: 'ticket', zh: '省公司收回', en: 'taken back by the province' },
  'complaint.analysed': { subject: 'ticket', zh: '升级诱因已分析', en: 'escalation analysed' },
  'escalation.raised': { subject: 'escalation', zh: '升级待分析', en: 'escalation to be analysed' },
  'escalation.analysed': { subject: 'escalation', zh: '升级诱因已分析', en: 'escalation analysed' },
  'complaint.scored': { subject: 'ticket', zh: '投诉评分变化', en: 'complaint scored anew' },
  'complaint.escalated': { subject: 'ticket', zh: '投诉升级或降级', en: 'complaint escalated' },
  'complaint.taken': { subject: 'ticket', zh: '登记投诉来源', en: 'complaint taken from its source' }
})

export const complaintOperations: readonly Operation[] = [listComplaintSources, takeComplaint, findComplaintByNumber, listComplaints, readComplaintChoices, readComplaint, classifyComplaint, confirmEvidence, listEscalations, escalateComplaint, submitComplaint, handToCity, answerForCity, takeBackFromCity, analyseEscalation, listUnanalysed]
