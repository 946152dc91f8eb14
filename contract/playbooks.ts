import { events } from './events.ts'
import { Code, Id, Instant, Line, Maybe, Nothing, OneOf, type Operation, operation, Page, Paging, RegionId, Type } from './operation.ts'
import { CallInView, PassedOver, PlaybookMode, PlaybookView, ProposalView, QueueForecast, RunView } from './playbook-schemas.ts'
import type { RefusalEntry } from './refusals.ts'

// What to do when a queue swells, as the rulebook has it: proposals, their answers, and what came of them.

const stale = [
  'playbook.proposed',
  'playbook.answered',
  'playbook.withdrawn',
  'playbook.step-taken',
  'playbook.step-undone',
  'playbook.run-ended',
  'playbook.set',
  'playbook.effect-measured',
  'call-in.asked',
  'call-in.answered'
] as const

const Place = { regionId: RegionId }
const Proposal = { ...Place, proposalId: Id }

export const listPlaybooks = operation({
  id: 'listPlaybooks',
  method: 'GET',
  path: '/api/playbooks/{regionId}',
  summary: { zh: '应急预案', en: 'Playbooks as they stand' },
  permission: 'playbook.read',
  input: Type.Object(Place),
  output: Type.Object({
    at: Instant,
    items: Type.Array(PlaybookView),
    /** Figures as they were last looked at, by measure. */
    figures: Type.Array(Type.Object({ measure: Type.String(), zh: Type.String(), en: Type.String(), value: Type.Number() })),
    lookedAt: Maybe(Instant),
    physicalSeats: Maybe(Type.Integer()),
    problemSince: Maybe(Instant),
    problemNote: Maybe(Type.String()),
    outageCustomers: Maybe(Type.Integer())
  }),
  staleOn: [...stale]
})

export const listProposals = operation({
  id: 'listProposals',
  method: 'GET',
  path: '/api/playbooks/{regionId}/proposals',
  summary: { zh: '待处理的预案建议', en: 'Proposals that wait for an answer' },
  permission: 'playbook.read',
  /** Each with its people, its forecast and its promise as of now. */
  input: Type.Object(Place),
  output: Type.Object({ items: Type.Array(ProposalView) }),
  staleOn: [...stale, 'promise.at-risk', 'promise.broken', 'presence.changed']
})

export const executeProposal = operation({
  id: 'executeProposal',
  method: 'POST',
  path: '/api/playbooks/{regionId}/proposals/{proposalId}/execute',
  summary: { zh: '执行建议', en: 'Carry a proposal out' },
  permission: 'playbook.execute',
  /** Without a list whoever the card chose; with one exactly these, and for who cannot the next of the pool. @norm CC-11 WF-24 */
  input: Type.Object({ ...Proposal, staffIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })) }),
  output: Type.Object({ people: Type.Integer(), moved: Type.Array(Id), passedOver: Type.Array(PassedOver), pausedCampaigns: Type.Array(Type.String()), nobodyFree: Type.Boolean() }),
  refusals: ['proposal-answered', 'playbook-not-yours-to-approve', 'notice-too-long', 'too-many-notices', 'notice-time-wrong']
})

export const declineProposal = operation({
  id: 'declineProposal',
  method: 'POST',
  path: '/api/playbooks/{regionId}/proposals/{proposalId}/decline',
  summary: { zh: '不执行建议', en: 'Say not now' },
  permission: 'playbook.execute',
  input: Type.Object({ ...Proposal, reason: Line(300) }),
  output: Nothing,
  refusals: ['proposal-answered', 'playbook-not-yours-to-approve']
})

const Named = { ...Place, playbookId: Code }

export const tryPlaybook = operation({
  id: 'tryPlaybook',
  method: 'GET',
  path: '/api/playbooks/{regionId}/{playbookId}/forecast',
  summary: { zh: '推演', en: 'What the queue would look like' },
  permission: 'playbook.read',
  /** Nothing is moved. Of a step that moves people, as many as are free now unless a number is given. */
  input: Type.Object({ ...Named, stepId: Type.Optional(Code), people: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })) }),
  output: QueueForecast,
  refusals: ['playbook-unknown', 'queue-of-playbook-unknown']
})

export const startPlaybook = operation({
  id: 'startPlaybook',
  method: 'POST',
  path: '/api/playbooks/{regionId}/{playbookId}/start',
  summary: { zh: '手动启动', en: 'Start by hand' },
  permission: 'playbook.execute',
  /** Puts a step before the supervisor though no figure calls for it: the next one unless named. */
  input: Type.Object({ ...Named, stepId: Type.Optional(Code) }),
  output: Type.Object({ proposalId: Id }),
  refusals: ['playbook-unknown', 'playbook-step-in-force', 'proposal-open', 'queue-of-playbook-unknown', 'playbook-off']
})

export const stopPlaybook = operation({
  id: 'stopPlaybook',
  method: 'POST',
  path: '/api/playbooks/{regionId}/{playbookId}/stop',
  summary: { zh: '全部归位', en: 'End it and give everything back' },
  permission: 'playbook.execute',
  /** Every step is taken back at once, the last first. @norm CC-18 */
  input: Type.Object({ ...Named, reason: Line(300) }),
  output: Type.Object({ undone: Type.Array(Type.String()) }),
  refusals: ['playbook-unknown', 'playbook-not-running', 'playbook-not-yours-to-approve']
})

export const setPlaybook = operation({
  id: 'setPlaybook',
  method: 'PUT',
  path: '/api/playbooks/{regionId}/{playbookId}/setting',
  summary: { zh: '设置预案', en: 'Set how a playbook is used' },
  permission: 'playbook.set',
  /** Automatic begins when a second person approves. A run under way keeps the jumps it began with. */
  input: Type.Object({ ...Named, mode: PlaybookMode, jumps: Type.Optional(Type.Array(Type.Object({ to: Code, allowed: Type.Boolean() }), { maxItems: 10 })) }),
  output: Type.Object({ mode: PlaybookMode, waitsForApproval: Type.Boolean() }),
  refusals: ['playbook-unknown']
})

export const approveAutomatic = operation({
  id: 'approveAutomatic',
  method: 'POST',
  path: '/api/playbooks/{regionId}/{playbookId}/automatic',
  summary: { zh: '审批自动执行', en: 'Approve that it acts by itself, or not' },
  permission: 'playbook.approve',
  input: Type.Object({ ...Named, approve: Type.Boolean() }),
  output: Type.Object({ mode: PlaybookMode }),
  refusals: ['playbook-unknown', 'nothing-to-approve', 'own-wish']
})

export const setGround = operation({
  id: 'setGround',
  method: 'PUT',
  path: '/api/playbooks/{regionId}/ground',
  summary: { zh: '登记物理台席数、系统问题与故障影响', en: 'Say how many seats there are, or that a system problem or an outage lasts' },
  permission: 'playbook.execute',
  input: Type.Object({
    ...Place,
    physicalSeats: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    problem: Type.Optional(Type.Object({ on: Type.Boolean(), note: Type.Optional(Line(300)) })),
    /** Customers hit by a declared outage; 0 = none any more. */
    outageCustomers: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 }))
  }),
  output: Nothing
})

export const listPlaybookRuns = operation({
  id: 'listPlaybookRuns',
  method: 'GET',
  path: '/api/playbooks/{regionId}/runs',
  summary: { zh: '预案历史与效果', en: 'Runs with the measured effect of each step' },
  permission: 'playbook.read',
  input: Type.Object({ ...Place, playbookId: Type.Optional(Code), ...Paging }),
  output: Page(RunView),
  staleOn: [...stale]
})

export const answerCallIn = operation({
  id: 'answerCallIn',
  method: 'POST',
  path: '/api/playbooks/{regionId}/call-ins/{callInId}/answer',
  summary: { zh: '回复加班或延时邀请', en: 'Say yes or no to staying longer or coming in' },
  /** The person themselves; or whoever runs the playbook, for somebody reached by telephone. */
  permission: 'signed-in',
  input: Type.Object({ ...Place, callInId: Id, answer: OneOf('accepted', 'declined') }),
  output: Type.Object({ answer: OneOf('accepted', 'declined') }),
  refusals: ['call-in-answered', 'call-in-filled']
})

export const listMyCallIns = operation({
  id: 'listMyCallIns',
  method: 'GET',
  path: '/api/my/call-ins',
  summary: { zh: '我收到的加班与延时邀请', en: 'What I am asked to' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({ items: Type.Array(CallInView) }),
  staleOn: ['call-in.asked', 'call-in.answered']
})

export const playbookOperations: readonly Operation[] = [
  listPlaybooks,
  listProposals,
  executeProposal,
  declineProposal,
  tryPlaybook,
  startPlaybook,
  stopPlaybook,
  setPlaybook,
  approveAutomatic,
  setGround,
  listPlaybookRuns,
  answerCallIn,
  listMyCallIns
]

export const playbookRefusals = {
  'playbook-unknown': { status: 404, zh: '没有这个预案或步骤', en: 'There is no such playbook or step' },
  'playbook-off': { status: 409, zh: '该预案已停用', en: 'The playbook is switched off' },
  'playbook-not-running': { status: 409, zh: '该预案没有在执行', en: 'Nothing of the playbook is in force' },
  'playbook-step-in-force': { status: 409, zh: '该步骤已在执行', en: 'The step is in force already' },
  'playbook-not-yours-to-approve': { status: 403, zh: '该步骤须由其他角色批准', en: 'The step is for another role to approve' },
  'proposal-open': { status: 409, zh: '还有一条建议等待处理', en: 'Another proposal waits for its answer first' },
  'proposal-answered': { status: 409, zh: '该建议已被处理或撤回', en: 'The proposal was answered or withdrawn already' },
  'queue-of-playbook-unknown': { status: 409, zh: '近期没有该渠道的来访，无法判断支援哪个队列', en: 'No contact of the channel came lately, so no queue to help is known' },
  'nothing-to-approve': { status: 409, zh: '没有待审批的自动执行申请', en: 'Nobody asked for automatic' },
  'own-wish': { status: 409, zh: '须由申请人以外的人审批', en: 'Somebody else than who asked must approve' },
  'call-in-answered': { status: 409, zh: '该邀请已答复或撤回', en: 'This was answered or withdrawn already' },
  'call-in-filled': { status: 409, zh: '人数已满，感谢', en: 'Enough people said yes already; thank you' }
} as const satisfies Record<string, RefusalEntry>

export const playbookEvents = events({
  'playbook.proposed': { subject: 'proposal', zh: '应急预案提出建议', en: 'playbook proposed a step' },
  'playbook.answered': { subject: 'proposal', zh: '预案建议获处理', en: 'proposal answered' },
  'playbook.withdrawn': { subject: 'proposal', zh: '预案建议撤回', en: 'proposal withdrawn' },
  'playbook.step-taken': { subject: 'playbook-run', zh: '预案步骤执行', en: 'step of a playbook carried out' },
  'playbook.step-undone': { subject: 'playbook-run', zh: '预案步骤收回', en: 'step of a playbook taken back' },
  'playbook.effect-measured': { subject: 'playbook-run', zh: '预案效果测量', en: 'effect of a step measured' },
  'playbook.run-ended': { subject: 'playbook-run', zh: '预案执行结束', en: 'playbook came to its end' },
  'playbook.set': { subject: 'unit', zh: '预案设置变更', en: 'playbook set otherwise' },
  'call-in.asked': { subject: 'staff', zh: '邀请延时或加班', en: 'asked to stay longer or come in' },
  'call-in.answered': { subject: 'staff', zh: '答复延时或加班邀请', en: 'answered whether to stay or come in' }
})

/** Words of what is audited about playbooks beside their events. */
export const playbookAuditVerbs = {
  'playbook.execute': { zh: '执行预案步骤', en: 'carried out a step of a playbook' },
  'playbook.decline': { zh: '不执行预案步骤', en: 'declined a step of a playbook' },
  'playbook.stop': { zh: '结束预案', en: 'ended a playbook' },
  'playbook.set': { zh: '设置预案', en: 'set a playbook' }
} as const
