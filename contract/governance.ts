import { Id, Instant, Maybe, OneOf, operation, Type } from './operation.ts'

export const checkEvidence = operation({
  id: 'checkEvidence',
  method: 'GET',
  path: '/api/evidence/check',
  summary: { zh: '核验证据链', en: 'Check the chain of evidence' },
  permission: 'audit.read',
  input: Type.Object({
    /** The first seal to look at; the chain is checked in stretches. */
    fromNo: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))
  }),
  output: Type.Object({
    seals: Type.Integer(),
    rows: Type.Integer(),
    /** When the first and the last of these seals were made; null when there are none. */
    sealedFrom: Maybe(Instant),
    sealedTo: Maybe(Instant),
    faults: Type.Array(
      Type.Object({
        sealNo: Type.Integer(),
        sealedAt: Instant,
        evidenceId: Type.Optional(Id),
        fault: OneOf('row-changed', 'row-missing', 'root', 'link')
      })
    ),
    nextNo: Maybe(Type.Integer())
  })
})

export const governanceOperations = [checkEvidence]
