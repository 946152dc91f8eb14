import { events } from './events.ts'
import type { RefusalEntry } from './refusals.ts'

export const ticketRefusals = {
  'ticket-status-not-possible': {
    status: 409,
    zh: '工单当前状态下不能这样操作',
    en: 'This is not possible in the present status of the ticket'
  },
  'ticket-already-merged': { status: 409, zh: '工单已并入另一张工单', en: 'The ticket was merged into another' },
  'ticket-has-no-contact': {
    status: 400,
    zh: '请填写客户或至少一种联系方式',
    en: 'Name the customer or one way to reach them'
  },
  'ticket-category-unknown': {
    status: 400,
    zh: '该类工单没有这个问题分类',
    en: 'This kind of ticket has no such category'
  },
  'ticket-reopen-too-late': {
    status: 409,
    zh: '已超过可重开的期限，请新建工单',
    en: 'Too late to reopen; please open a new ticket'
  },
  'ticket-too-many-children': { status: 409, zh: '子工单数量超过限制', en: 'The ticket has too many children' },
  'ticket-parent-loop': {
    status: 409,
    zh: '不能把工单挂到它自己或它的子工单之下',
    en: 'A ticket cannot stand below itself or its own children'
  },
  'ticket-other-region': { status: 409, zh: '两张工单不属于同一省公司', en: 'The tickets belong to different regions' },
  'required-field-missing': { status: 422, zh: '还有必填内容未填写', en: 'Something that must be given is missing' },
  'root-cause-missing': {
    status: 422,
    zh: '投诉解决前请选定根因',
    en: 'A complaint names its root cause before it is resolved'
  },
  'confirmation-missing': {
    status: 422,
    zh: '关闭前还缺少客户确认等记录',
    en: 'Before closing, the confirmation with the customer is still missing'
  },
  'reason-unknown': { status: 422, zh: '请选择规定的原因', en: 'Choose one of the stated reasons' },
  'reason-needs-detail': {
    status: 422,
    zh: '这一原因需要写明经过',
    en: 'This reason needs an account of what happened'
  },
  'customer-unknown': { status: 422, zh: '没有这个客户或线路', en: 'There is no such customer or line' },
  'assignee-unknown': {
    status: 422,
    zh: '没有这个在岗人员、单位或队列',
    en: 'There is no such active person, unit or queue'
  },
  'handover-not-open': { status: 409, zh: '该转交已处理', en: 'The hand-over was already answered' },
  'handover-already-offered': {
    status: 409,
    zh: '已有一个转交等待对方接收',
    en: 'A hand-over already waits for its answer'
  },
  'task-status-not-possible': {
    status: 409,
    zh: '任务当前状态下不能这样操作',
    en: 'This is not possible in the present status of the task'
  },
  'task-already-rated': { status: 409, zh: '该任务已评价', en: 'The task was already rated' },
  'pause-not-open': { status: 409, zh: '该暂停申请已处理，或工单已继续办理', en: 'The pause was already decided, or the ticket has moved on' },
  'pause-approver-is-asker': { status: 403, zh: '申请人、责任人和处理人不能审批自己的暂停', en: 'Whoever asked, owns or works on the ticket cannot approve its pause' },
  'ticket-avoids-person': { status: 403, zh: '当事人须回避，不能处理此工单', en: 'This person is kept away from the ticket and may not work on it' },
  'nobody-to-recuse': { status: 409, zh: '该工单目前没有处理人可以更换', en: 'Nobody handles this ticket at present' },
  'too-many-recused': { status: 422, zh: '回避人数超过上限', en: 'Too many people are kept away from this ticket' },
  'queue-unknown': { status: 404, zh: '没有这个队列', en: 'There is no such queue' }
} as const satisfies Record<string, RefusalEntry>

export const ticketEvents = events({
  'ticket.opened': { subject: 'ticket', zh: '工单受理', en: 'ticket opened' },
  'ticket.accepted': { subject: 'ticket', zh: '有人接单', en: 'ticket accepted by a person' },
  'ticket.answered': { subject: 'ticket', zh: '首次人工答复', en: 'first human answer' },
  'ticket.progress-told': { subject: 'ticket', zh: '告知客户进展', en: 'progress told to the customer' },
  'ticket.customer-wrote': { subject: 'ticket', zh: '客户来信', en: 'the customer wrote' },
  'ticket.waiting': { subject: 'ticket', zh: '等待客户', en: 'waiting for the customer' },
  'ticket.held': { subject: 'ticket', zh: '内部挂起', en: 'held by us' },
  'ticket.pause-asked': { subject: 'ticket', zh: '申请暂停', en: 'pause asked' },
  'ticket.pause-approved': { subject: 'ticket', zh: '暂停获批', en: 'pause approved' },
  'ticket.pause-declined': { subject: 'ticket', zh: '暂停未获批', en: 'pause declined' },
  'ticket.resumed': { subject: 'ticket', zh: '恢复处理', en: 'work resumed' },
  'ticket.arrived': { subject: 'ticket', zh: '人员到达现场', en: 'staff arrived on site' },
  'ticket.restored': { subject: 'ticket', zh: '业务恢复', en: 'service restored' },
  'ticket.resolved': { subject: 'ticket', zh: '问题解决', en: 'ticket resolved' },
  'ticket.confirmed': { subject: 'ticket', zh: '客户确认', en: 'confirmed with the customer' },
  'ticket.closed': { subject: 'ticket', zh: '工单关闭', en: 'ticket closed' },
  'ticket.reopened': { subject: 'ticket', zh: '工单重开', en: 'ticket reopened' },
  'ticket.cancelled': { subject: 'ticket', zh: '工单撤销', en: 'ticket cancelled' },
  'ticket.rejected': { subject: 'ticket', zh: '不予受理', en: 'ticket rejected' },
  'ticket.transferred': { subject: 'ticket', zh: '工单转派', en: 'ticket transferred' },
  'ticket.recused': { subject: 'ticket', zh: '当事人回避', en: 'somebody is kept away from the ticket' },
  'ticket.edited': { subject: 'ticket', zh: '工单修改', en: 'ticket edited' },
  'ticket.noted': { subject: 'ticket', zh: '写入备注', en: 'note written' },
  'ticket.prioritised': { subject: 'ticket', zh: '优先级变更', en: 'priority changed' },
  'ticket.merged': { subject: 'ticket', zh: '工单合并', en: 'ticket merged' },
  'ticket.linked': { subject: 'ticket', zh: '工单关联', en: 'tickets linked' },
  'ticket.file-attached': { subject: 'ticket', zh: '添加附件', en: 'file attached' },
  'ticket.handover-declined': { subject: 'ticket', zh: '转交被退回或撤回', en: 'hand-over declined or withdrawn' },
  'task.assigned': { subject: 'task', zh: '任务派发', en: 'task assigned' },
  'task.accepted': { subject: 'task', zh: '任务接收', en: 'task accepted' },
  'task.declined': { subject: 'task', zh: '任务退回', en: 'task declined' },
  'task.done': { subject: 'task', zh: '任务完成', en: 'task done' },
  'task.withdrawn': { subject: 'task', zh: '任务撤回', en: 'task withdrawn' },
  'task.rated': { subject: 'task', zh: '任务评价', en: 'task rated' },
  'survey.low-score': { subject: 'ticket', zh: '低分评价，须回访', en: 'low survey score, to be followed up' },
  'queue.changed': { subject: 'queue', zh: '队列变更', en: 'queue changed' }
})
export type TicketEventName = keyof typeof ticketEvents
