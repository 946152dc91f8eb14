import { expect, test } from 'vitest'
import { joined } from './use-evidence-check.ts'

test('stretches of the chain add up to one answer: figures, the whole period, every broken link', () => {
  const first = { seals: 100, rows: 900, faults: [], sealedFrom: '2026-01-01T00:00:00.000Z', sealedTo: '2026-02-01T00:00:00.000Z' }
  const broken = { sealNo: 131, sealedAt: '2026-02-03T00:00:00.000Z', fault: 'link' as const }
  const second = { seals: 40, rows: 210, faults: [broken], sealedFrom: broken.sealedAt, sealedTo: '2026-03-01T00:00:00.000Z' }
  const end = { seals: 0, rows: 0, faults: [], sealedFrom: null, sealedTo: null }
  expect(joined(joined(joined(end, first), second), end)).toEqual({
    seals: 140,
    rows: 1110,
    faults: [broken],
    sealedFrom: first.sealedFrom,
    sealedTo: second.sealedTo
  })
})
