import { Code, Id, Instant, Maybe, OneOf, type Operation, operation, RegionId, type Static, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'

// Why a contact went to whom it went.

/** A reason with its sentences, ready to be read. */
export const RoutingReason = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })
export type RoutingReason = Static<typeof RoutingReason>

export const RoutingDecision = Type.Object({
  at: Instant,
  way: OneOf('offered', 'taken', 'assigned'),
  person: Person,
  queueCode: Type.String(),
  viaQueue: Maybe(Type.String()),
  ruleId: Type.String(),
  rule: Maybe(Type.Object({ zh: Type.String(), en: Type.String() })),
  /** Which requirement of the rule was in force, the first being 0. */
  step: Type.Integer(),
  /** Head start plus minutes waited. */
  score: Type.Number(),
  waitedSeconds: Type.Integer(),
  /** How many could have had it; 0 for takings and assignments, where nobody was asked. */
  eligible: Type.Integer(),
  why: RoutingReason,
  /** Who came next, best first. */
  passedOver: Type.Array(Type.Object({ person: Person, reason: RoutingReason })),
  outcome: Maybe(OneOf('accepted', 'unanswered', 'declined', 'desk-left', 'withdrawn')),
  outcomeAt: Maybe(Instant)
})

const Contact = { regionId: RegionId, contactId: Id }

export const whyOffered = operation({
  id: 'whyOffered',
  method: 'GET',
  path: '/api/floor/{regionId}/contacts/{contactId}/decisions',
  summary: { zh: '为何派给此人', en: 'Why it was offered to whom' },
  permission: 'floor.read',
  input: Type.Object(Contact),
  output: Type.Object({
    /** The earliest first, at most 100. */
    decisions: Type.Array(RoutingDecision),
    /** What holds the contact now; null when it does not wait. */
    waiting: Maybe(
      Type.Object({
        queueCode: Type.String(),
        ruleId: Type.String(),
        step: Type.Integer(),
        position: Type.Integer(),
        enteredAt: Instant,
        /** Who could take it by queue, skills and language, whatever they do now; and of these who are ready with room. */
        fitting: Type.Integer(),
        ready: Type.Integer()
      })
    )
  }),
  staleOn: ['contact.offered', 'contact.accepted', 'contact.returned', 'contact.left-queue', 'contact.queued']
})

export const whyNotMe = operation({
  id: 'whyNotMe',
  method: 'GET',
  path: '/api/floor/{regionId}/contacts/{contactId}/why-not',
  summary: { zh: '为何没有派给我', en: 'Why it did not come to me' },
  permission: 'contact.answer',
  /** About oneself; about a colleague for whoever may read their floor. */
  input: Type.Object({ ...Contact, staffId: Type.Optional(Id) }),
  output: Type.Object({
    person: Person,
    /** now: the contact waits; then: as it was at the last decision, rebuilt from what is recorded. */
    seen: OneOf('now', 'then'),
    at: Instant,
    /** They were, or would be, the one. */
    isChosen: Type.Boolean(),
    chosen: Maybe(Person),
    reasons: Type.Array(RoutingReason)
  })
})

export const RoutingRuleView = Type.Object({
  id: Code,
  zh: Type.String(),
  en: Type.String(),
  /** The rule as it stands in the rulebook, as JSON. */
  rule: Type.String()
})

export const listRoutingRules = operation({
  id: 'listRoutingRules',
  method: 'GET',
  path: '/api/floor/routing-rules',
  summary: { zh: '排队与分派规则', en: 'Rules of routing' },
  permission: 'floor.read',
  input: Type.Object({}),
  /** In the order in which they are asked; `text` is the file a draft can start from. */
  output: Type.Object({ rules: Type.Array(RoutingRuleView), text: Type.String() })
})

/** A draft of rulebook/routing/routing-rules.yaml. */
const Draft = Type.String({ minLength: 1, maxLength: 60_000 })

export const previewRoutingRules = operation({
  id: 'previewRoutingRules',
  method: 'POST',
  path: '/api/floor/{regionId}/routing-rules/preview',
  summary: { zh: '试看规则对排队者的影响', en: 'What changed rules mean for those waiting' },
  permission: 'floor.supervise',
  input: Type.Object({ regionId: RegionId, draft: Draft }),
  output: Type.Object({
    /** Why the draft cannot be used; the rest is then empty. */
    problems: Type.Array(Type.String()),
    waiting: Type.Integer(),
    /** Those for whom something changes, the first 200 in their new order. Nobody loses the place they have. */
    changed: Type.Array(
      Type.Object({
        contactId: Id,
        kind: OneOf('conversation', 'call'),
        queueCode: Type.String(),
        ruleBefore: Type.String(),
        ruleAfter: Type.String(),
        positionBefore: Type.Integer(),
        positionAfter: Type.Integer(),
        /** People who could take it as it stands now, whatever they do. */
        fittingBefore: Type.Integer(),
        fittingAfter: Type.Integer()
      })
    ),
    changedCount: Type.Integer(),
    /** Of those waiting: who would fit nobody at any step. */
    unmatched: Type.Integer(),
    /** Rules of which nobody in the region satisfies any step, for the queues there are. */
    rulesForNobody: Type.Array(Type.Object({ ruleId: Type.String(), queueCodes: Type.Array(Type.String()) }))
  })
})

const ReplaySide = Type.Object({
  offered: Type.Integer(),
  answered: Type.Integer(),
  abandoned: Type.Integer(),
  /** Still waiting when the day ended. */
  unserved: Type.Integer(),
  overflowed: Type.Integer(),
  meanWaitSeconds: Type.Number(),
  p90WaitSeconds: Type.Number(),
  longestWaitSeconds: Type.Number(),
  /** Of those offered: answered within the asked seconds. */
  answeredInTime: Type.Number()
})

export const replayRouting = operation({
  id: 'replayRouting',
  method: 'POST',
  path: '/api/floor/{regionId}/routing-rules/replay',
  summary: { zh: '用改动的规则重放一天', en: 'A day again under changed rules' },
  permission: 'floor.supervise',
  /** Contacts, patience, handling times and people as they were; who gets whom is decided anew by the rules of now and by the draft. */
  input: Type.Object({ regionId: RegionId, from: Instant, until: Instant, draft: Type.Optional(Draft), withinSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 3600 })) }),
  output: Type.Object({
    problems: Type.Array(Type.String()),
    contacts: Type.Integer(),
    people: Type.Integer(),
    withinSeconds: Type.Integer(),
    queues: Type.Array(Type.Object({ queueCode: Type.String(), channel: Type.String(), happened: ReplaySide, now: ReplaySide, draft: Maybe(ReplaySide) }))
  }),
  refusals: ['period-too-long', 'replay-too-large']
})

export const floorDecisionOperations: readonly Operation[] = [whyOffered, whyNotMe, listRoutingRules, previewRoutingRules, replayRouting]
