import { events } from './events.ts'
import { cardOperations } from './handling-cards.ts'
import { procedureOperations } from './handling-procedures.ts'
import { roomOperations } from './handling-room.ts'
import { verifyOperations } from './handling-verify.ts'
import type { Operation } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

/** The handling desk of complaints: verify, follow the procedure, work together, soothe, promise. */
export const handlingOperations: readonly Operation[] = [...verifyOperations, ...procedureOperations, ...roomOperations, ...cardOperations]

export const handlingRefusals = {
  'not-a-complaint': { status: 409, zh: '此工单不是投诉', en: 'This ticket is no complaint' },
  'case-is-over': { status: 409, zh: '投诉已结束', en: 'The complaint has ended' },
  'fact-check-missing': { status: 422, zh: '投诉解决前须先核实：请在处理台完成诊断，或填写核实情况', en: 'A complaint is verified before it is concluded: diagnose it on the desk, or say what was verified' },
  'cause-unknown': { status: 422, zh: '该根因下没有这个原因', en: 'There is no such cause below this root cause' },
  'diagnosis-contradicts-itself': { status: 422, zh: '不属实与无根据须一致', en: 'Not true and unfounded belong together' },
  'person-not-of-this-cause': { status: 422, zh: '该原因不涉及个人失误', en: 'This cause is nobody’s mistake' },
  'evidence-unknown': { status: 422, zh: '没有这种证据', en: 'There is no such kind of evidence, or not of this ticket' },
  'reading-unknown': { status: 422, zh: '没有这个测试指标或制式', en: 'There is no such reading or technology' },
  'reading-not-possible': { status: 422, zh: '测试值不在可能范围内', en: 'The value is not possible for this reading' },
  'test-time-wrong': { status: 422, zh: '测试时间不能晚于现在', en: 'A test cannot lie in the future' },
  'procedure-unknown': { status: 404, zh: '没有这个流程', en: 'There is no such procedure' },
  'step-not-its-turn': { status: 409, zh: '还没轮到这一步', en: 'It is not the turn of this step' },
  'evidence-missing': { status: 422, zh: '这一步缺少依据', en: 'What this step needs has not happened yet' },
  'signature-or-reason': { status: 422, zh: '请签字，或说明未签原因（二选一）', en: 'Either a signature or a reason, not both' },
  'signature-too-small': { status: 422, zh: '签字不清楚，请重签', en: 'That is no signature; please sign again' },
  'record-already-signed': { status: 409, zh: '接待记录已签', en: 'The record is already signed' },
  'record-incomplete': { status: 422, zh: '记录不完整，不能上交', en: 'The record is not complete enough to be handed up' },
  'next-contact-not-told': { status: 422, zh: '请先告诉客户下次联系时间', en: 'Tell the customer first when they hear from us' },
  'nobody-above': { status: 409, zh: '没有可接收的上级', en: 'There is no superior to hand it to' },
  'room-already-open': { status: 409, zh: '协作群组已建立', en: 'The case room is open already' },
  'room-not-open': { status: 409, zh: '没有进行中的协作群组', en: 'There is no open case room' },
  'room-tasks-open': { status: 409, zh: '还有部门任务未完成', en: 'A department still has its task' },
  'unit-already-there': { status: 409, zh: '该部门已在群组中', en: 'This department is in the room already' },
  'coordination-not-begun': { status: 409, zh: '协调表尚未建立', en: 'The coordination form was not begun' },
  'own-form': { status: 403, zh: '填表人不能签署主管意见', en: 'Who began the form does not give the manager’s opinion' },
  'card-unknown': { status: 404, zh: '没有这张卡', en: 'There is no such card' },
  'not-restated-yet': { status: 409, zh: '客户尚未完整陈述并经复述确认，不能使用打断法', en: 'The customer has not been heard out and repeated yet: no interruption' },
  'stage-unknown': { status: 422, zh: '没有这个阶段', en: 'There is no such stage' },
  'too-many-commitments': { status: 409, zh: '进行中的承诺过多', en: 'Too many promises are open' },
  'commitment-over': { status: 409, zh: '该承诺已结束', en: 'This promise has ended' },
  'behaviour-unknown': { status: 404, zh: '没有这个打法', en: 'There is no such book' },
  'behaviour-already-there': { status: 409, zh: '已选用该打法', en: 'This book is attached already' },
  'behaviour-not-asked': { status: 409, zh: '没有待审批的打法', en: 'This book waits for no decision' },
  'own-asking': { status: 403, zh: '申请人不能自己审批', en: 'Whoever asked does not decide' },
  'outcome-unknown': { status: 422, zh: '没有这个效果', en: 'There is no such outcome' },
  'demand-unknown': { status: 404, zh: '没有这种诉求', en: 'There is no such demand' },
  'offer-time-wrong': { status: 422, zh: '有效期须在今后一年内', en: 'An offer is valid into the future, a year at most' },
  'offer-accepted-already': { status: 409, zh: '客户已接受方案，如反悔请先登记', en: 'The customer accepted an offer; record first that they took it back' },
  'too-many-offers': { status: 409, zh: '方案版本过多', en: 'There are too many versions' },
  'offer-not-open': { status: 409, zh: '该版本不能再答复', en: 'This version cannot be answered any more' },
  'offer-over': { status: 409, zh: '方案已过有效期', en: 'The offer is no longer valid' },
  'proof-missing': { status: 422, zh: '接受须有证据', en: 'Acceptance needs its proof' }
} as const satisfies Record<string, RefusalEntry>

export const handlingEvents = events({
  'handling.diagnosed': { subject: 'ticket', zh: '投诉诊断', en: 'complaint diagnosed' },
  'handling.tested': { subject: 'ticket', zh: '信号测试', en: 'signal tested' },
  'handling.step-taken': { subject: 'ticket', zh: '流程步骤', en: 'step of a procedure taken' },
  'handling.incident': { subject: 'ticket', zh: '现场纠纷', en: 'dispute on site' },
  'handling.signed': { subject: 'ticket', zh: '接待记录签字', en: 'reception record signed' },
  'handling.handed-up': { subject: 'ticket', zh: '交由上级', en: 'handed up to the superior' },
  'handling.room-changed': { subject: 'ticket', zh: '协作群组变更', en: 'case room changed' },
  'handling.room-said': { subject: 'ticket', zh: '群组发言', en: 'said in the case room' },
  'handling.coordinated': { subject: 'ticket', zh: '业务协调表', en: 'coordination form changed' },
  'handling.card-used': { subject: 'ticket', zh: '使用话术卡', en: 'card used' },
  'handling.committed': { subject: 'ticket', zh: '时间承诺变更', en: 'time told to the customer changed' },
  'handling.behaviour-changed': { subject: 'ticket', zh: '打法变更', en: 'behaviour book changed' },
  'handling.demanded': { subject: 'ticket', zh: '登记诉求', en: 'demand recorded' },
  'handling.offered': { subject: 'ticket', zh: '方案变更', en: 'offer changed' },
  'commitment.made': { subject: 'commitment', zh: '向客户承诺时间', en: 'a time told to the customer' },
  'commitment.kept': { subject: 'commitment', zh: '承诺兑现', en: 'the customer heard as told' },
  'commitment.withdrawn': { subject: 'commitment', zh: '承诺撤回', en: 'withdrawn' }
})
