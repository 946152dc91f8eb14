import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeFields, versionsAfter } from './field-merge.ts'

type Row = { version: number; versions: Record<string, number>; values: Record<string, unknown> }

/** Writes one edit on the newest row, as editTicket does. */
function edit(row: Row, base: number, wanted: Record<string, unknown>): { row: Row; conflicts: string[] } {
  const { accepted, conflicts } = mergeFields(base, row.values, row.versions, wanted)
  const fields = Object.keys(accepted)
  if (conflicts.length > 0 || fields.length === 0)
    return { row, conflicts: conflicts.map((conflict) => conflict.field) }
  const version = row.version + 1
  return {
    row: { version, versions: versionsAfter(row.versions, fields, version), values: { ...row.values, ...accepted } },
    conflicts: []
  }
}

const fresh: Row = { version: 1, versions: {}, values: { title: 'a', tags: ['x'], category: null } }

describe('edits merge field by field', () => {
  test('two people who change different fields both win', () => {
    const first = edit(fresh, 1, { title: 'b' })
    const second = edit(first.row, 1, { category: 'fault.broadband' })
    expect(second.row.values).toEqual({ title: 'b', tags: ['x'], category: 'fault.broadband' })
  })

  test('the same field changed otherwise is told with both values, and nothing of that edit is written', () => {
    const { row } = edit(fresh, 1, { title: 'b' })
    expect(mergeFields(1, row.values, row.versions, { title: 'c', category: 'fault.iptv' }).conflicts).toEqual([
      { field: 'title', yours: 'c', theirs: 'b' }
    ])
    expect(edit(row, 1, { title: 'c', category: 'fault.iptv' }).row).toBe(row)
  })

  test('wanting what is already there is no quarrel, lists included', () => {
    const { row } = edit(fresh, 1, { title: 'b', tags: ['y'] })
    expect(edit(row, 1, { title: 'b', tags: ['y'] })).toEqual({ row, conflicts: [] })
  })

  test('an accepted edit is only ever replaced by somebody who had read it', () => {
    const field = fc.constantFrom('title', 'category', 'urgency')
    const attempt = fc.record({
      lag: fc.nat(3),
      wanted: fc.dictionary(field, fc.constantFrom('p', 'q', 'r'), { minKeys: 1, maxKeys: 3 })
    })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 25 }), (attempts) => {
        let row = fresh
        for (const { lag, wanted } of attempts) {
          const base = Math.max(1, row.version - lag)
          const before = row
          row = edit(row, base, wanted).row
          for (const [name, value] of Object.entries(before.values))
            if (row.values[name] !== value) expect(before.versions[name] ?? 1).toBeLessThanOrEqual(base)
        }
      })
    )
  })
})
