import { Code, Maybe, OneOf, type Operation, operation, PhraseSchema, RegionId, type Static, Type } from './operation.ts'

// What would be if: a simulated centre with staff, arrivals and a playbook of one's choice. Nothing of the real floor is touched.

const Pool = Type.Object({ pool: Code, people: Type.Integer({ minimum: 0, maximum: 100 }) })

export const whatIfChoices = operation({
  id: 'whatIfChoices',
  method: 'GET',
  path: '/api/floor/what-if/choices',
  summary: { zh: '推演可选的预案与人员池', en: 'Playbooks and pools a what-if can use' },
  permission: 'floor.supervise',
  input: Type.Object({}),
  output: Type.Object({
    /** Playbooks that watch the queue alone: a simulated centre knows nothing of outages or holidays. */
    playbooks: Type.Array(
      Type.Object({
        id: Code,
        ...PhraseSchema.properties,
        steps: Type.Array(Type.Object({ id: Code, ...PhraseSchema.properties, /** Whom the step calls in; null: it moves nobody a simulation could move. */ pool: Maybe(Code), atMost: Maybe(Type.Integer()) }))
      })
    ),
    /** Most callers one side may have, all hours and the surge together. */
    mostCallers: Type.Integer()
  })
})

const TrialInterval = Type.Object({
  fromMinute: Type.Integer(),
  came: Type.Integer(),
  answered: Type.Integer(),
  /** Answered within the asked seconds. */
  inTime: Type.Integer(),
  gaveUp: Type.Integer(),
  meanWaitSeconds: Type.Number(),
  /** Most who waited at one instant, looked at every half minute. */
  longestQueue: Type.Integer(),
  /** People at work on the queue when it ended. */
  people: Type.Integer()
})

const TrialSide = Type.Object({
  intervals: Type.Array(TrialInterval),
  steps: Type.Array(Type.Object({ minute: Type.Integer(), kind: OneOf('taken', 'undone', 'nobody-free'), step: Code, people: Type.Integer() })),
  total: Type.Object({
    came: Type.Integer(),
    answered: Type.Integer(),
    inTime: Type.Integer(),
    gaveUp: Type.Integer(),
    longestWaitSeconds: Type.Number(),
    /** Share of the time of the people of the queue in which a caller was served. */
    occupancy: Type.Number()
  })
})
export type TrialSide = Static<typeof TrialSide>

export const tryWhatIf = operation({
  id: 'tryWhatIf',
  method: 'POST',
  path: '/api/floor/{regionId}/what-if',
  summary: { zh: '推演：换一种人员与预案', en: 'What if: other staff, other arrivals, with or without a playbook' },
  permission: 'floor.supervise',
  /** The same callers come to every side. What a playbook proposes is done at once. */
  input: Type.Object({
    regionId: RegionId,
    /** Callers in each hour. */
    perHour: Type.Array(Type.Integer({ minimum: 0, maximum: 20_000 }), { minItems: 1, maxItems: 12 }),
    surge: Type.Optional(
      Type.Object({ factor: Type.Number({ minimum: 1, maximum: 10 }), fromMinute: Type.Integer({ minimum: 0, maximum: 719 }), toMinute: Type.Integer({ minimum: 1, maximum: 720 }) })
    ),
    handleSeconds: Type.Integer({ minimum: 10, maximum: 3600 }),
    patienceSeconds: Type.Integer({ minimum: 5, maximum: 3600 }),
    withinSeconds: Type.Integer({ minimum: 1, maximum: 3600 }),
    intervalMinutes: OneOf('5', '15', '30'),
    /** Another number, other chance. */
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    sides: Type.Array(Type.Object({ people: Type.Integer({ minimum: 1, maximum: 500 }), pools: Type.Array(Pool, { maxItems: 10 }), playbook: Type.Optional(Code) }), { minItems: 1, maxItems: 3 })
  }),
  output: Type.Object({ sides: Type.Array(TrialSide) }),
  refusals: ['what-if-too-large', 'what-if-busy', 'playbook-not-for-trials']
})

export const whatIfRefusals = {
  'what-if-too-large': { status: 422, zh: '来话过多，请减少小时数或来话量', en: 'Too many callers; choose fewer hours or callers' },
  'what-if-busy': { status: 429, zh: '正在进行其他推演，请稍后再试', en: 'Other what-ifs are running; try again shortly' },
  'playbook-not-for-trials': { status: 422, zh: '没有这个预案，或它不能用于推演', en: 'There is no such playbook, or it cannot be tried in a simulation' }
} as const

export const whatIfOperations: readonly Operation[] = [whatIfChoices, tryWhatIf]
