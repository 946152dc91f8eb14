import { events } from './events.ts'
import { caseOperations } from './legal-cases.ts'
import { legalEvidenceOperations } from './legal-evidence.ts'
import { referralOperations } from './legal-referrals.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

export * from './legal-cases.ts'
export * from './legal-evidence.ts'
export * from './legal-referrals.ts'

// The legal side of complaints: appeals and lawsuits, counsel, labels, statements, holds, evidence packs, proof.

export const legalRefusals = {
  'legal-word-unknown': { status: 422, zh: '规范中没有这个选项', en: 'The rulebook has no such word' },
  'legal-complaint-only': { status: 422, zh: '只有投诉工单可以这样处理', en: 'Only a complaint can be handled so' },
  'case-step-not-possible': { status: 409, zh: '案件目前不能走这一步', en: 'The case cannot take this step now' },
  'case-time-not-possible': { status: 422, zh: '时间晚于现在，或早于上一步', en: 'The time is in the future or before the step before' },
  'case-number-known': { status: 409, zh: '该机构编号已登记在另一案件', en: "The authority's number stands on another case already" },
  'case-changed-meanwhile': { status: 409, zh: '案件已被他人修改，请重新查看', en: 'Somebody else changed the case; look again' },
  'referral-already-open': { status: 409, zh: '已移交法务，尚未出具意见', en: 'Counsel has this matter already' },
  'referral-settled': { status: 409, zh: '该移交已办结', en: 'This referral is settled' },
  'citation-missing': { status: 422, zh: '该决定须写明依据的条款或法条', en: 'This decision must name the clause or article it rests on' },
  'clause-unknown': { status: 422, zh: '引用的条款不存在', en: 'There is no such clause' },
  'label-needs-referral': { status: 409, zh: '须先以“疑似恶意”移交法务，方可认定', en: 'The matter must be before counsel as suspected malicious first' },
  'label-day-not-possible': { status: 422, zh: '复核日期须在明天之后且不超过规定天数', en: 'The day of review must be after today and within the days allowed' },
  'label-already-set': { status: 409, zh: '该投诉已有认定', en: 'The complaint is labelled already' },
  'label-over': { status: 409, zh: '该认定已失效', en: 'The label has ended already' },
  'statement-fields': { status: 422, zh: '模板各项须全部填写，不能多也不能少', en: 'Exactly the fields of the template must be filled in' },
  'statement-own': { status: 409, zh: '不能审批自己起草的说明', en: 'Nobody approves their own statement' },
  'statement-decided': { status: 409, zh: '该说明已审批', en: 'This statement is decided already' },
  'hold-already-placed': { status: 409, zh: '已在法律保留中', en: 'It is under a hold already' },
  'hold-lifted': { status: 409, zh: '该保留已解除', en: 'This hold is lifted already' },
  'pack-being-made': { status: 409, zh: '该案的证据包正在制作', en: 'A pack of this case is being made' },
  'pack-not-ready': { status: 409, zh: '证据包尚未制作完成', en: 'The pack is not ready' }
} as const satisfies Record<string, RefusalEntry>

export const legalEvents = events({
  'appeal.received': { subject: 'linked-case', zh: '申诉机构收到材料', en: 'material received by the appeal office' },
  'appeal.accepted': { subject: 'linked-case', zh: '申诉受理', en: 'appeal accepted' },
  'appeal.refused': { subject: 'linked-case', zh: '申诉不予受理', en: 'appeal refused' },
  'appeal.forwarded': { subject: 'linked-case', zh: '申诉转企业处理', en: 'appeal passed on to us' },
  'appeal.operator-answered': { subject: 'linked-case', zh: '企业答复申诉机构', en: 'answered by us to the appeal office' },
  'appeal.mediating': { subject: 'linked-case', zh: '申诉机构开始调解', en: 'mediation begun' },
  'appeal.mediated': { subject: 'linked-case', zh: '调解达成一致', en: 'appeal mediated' },
  'appeal.answered': { subject: 'linked-case', zh: '申诉机构答复用户', en: 'appeal answered to the user' },
  'appeal.withdrawn': { subject: 'linked-case', zh: '用户撤回申诉', en: 'appeal withdrawn' },
  'lawsuit.served': { subject: 'linked-case', zh: '收到起诉状副本', en: 'statement of claim served' },
  'lawsuit.defended': { subject: 'linked-case', zh: '提交答辩状', en: 'defence filed' },
  'lawsuit.heard': { subject: 'linked-case', zh: '开庭', en: 'heard in court' },
  'lawsuit.mediated': { subject: 'linked-case', zh: '法院调解', en: 'settled in court' },
  'lawsuit.judged': { subject: 'linked-case', zh: '收到一审判决', en: 'first judgment served' },
  'lawsuit.second-instance': { subject: 'linked-case', zh: '提起上诉', en: 'appealed to the higher court' },
  'lawsuit.accepted-judgment': { subject: 'linked-case', zh: '服判不上诉', en: 'judgment accepted' },
  'lawsuit.closed': { subject: 'linked-case', zh: '终审结束', en: 'final judgment' },
  'lawsuit.withdrawn': { subject: 'linked-case', zh: '原告撤诉', en: 'lawsuit withdrawn' },
  'legal.case-opened': { subject: 'ticket', zh: '登记申诉或诉讼', en: 'appeal or lawsuit recorded' },
  'legal.case-step': { subject: 'ticket', zh: '申诉或诉讼进展', en: 'appeal or lawsuit went on' },
  'legal.case-changed': { subject: 'ticket', zh: '案件信息修改', en: 'appeal or lawsuit changed' },
  'legal.referred': { subject: 'referral', zh: '移交法务', en: 'put before counsel' },
  'legal.decided': { subject: 'referral', zh: '法务意见', en: 'decided by counsel' },
  'legal.referral-withdrawn': { subject: 'referral', zh: '移交撤回', en: 'referral withdrawn' },
  'legal.labelled': { subject: 'ticket', zh: '认定恶意投诉', en: 'complaint called malicious' },
  'legal.label-ended': { subject: 'ticket', zh: '恶意认定失效', en: 'label ended' },
  'legal.statement-drafted': { subject: 'ticket', zh: '起草书面说明', en: 'written statement drafted' },
  'legal.statement-decided': { subject: 'ticket', zh: '书面说明审批', en: 'written statement decided' },
  'legal.hold-placed': { subject: 'hold', zh: '法律保留', en: 'hold placed' },
  'legal.hold-lifted': { subject: 'hold', zh: '解除法律保留', en: 'hold lifted' },
  'legal.pack-asked': { subject: 'ticket', zh: '开始制作证据包', en: 'evidence pack asked for' },
  'legal.pack-made': { subject: 'ticket', zh: '证据包制作完成', en: 'evidence pack made' },
  'legal.pack-failed': { subject: 'ticket', zh: '证据包制作失败', en: 'evidence pack failed' }
})

export const legalOperations: readonly Operation[] = [...referralOperations, ...caseOperations, ...legalEvidenceOperations]
