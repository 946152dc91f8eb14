import type { DecisionTable } from '@shouwen/kernels/conditions/index'
import { expect, test } from 'vitest'
import { gridOf } from './table-grid.ts'

const matrix: DecisionTable<unknown> = {
  hit: 'unique',
  inputs: ['line.service', 'line.reach', 'customer.grade'],
  rows: ['sms', 'data'].flatMap((service) =>
    ['near', 'far'].flatMap((reach) =>
      ['AAA', 'AA'].map((grade, step) => ({
        id: `${service}/${reach}/${grade}`,
        when: [service, reach, grade],
        gives: { hours: 2 + step }
      }))
    )
  )
}

test('a full table of single values stands as a grid, its last question across', () => {
  const grid = gridOf(matrix)
  expect(grid).toMatchObject({
    rowInputs: ['line.service', 'line.reach'],
    columnInput: 'customer.grade',
    columns: ['AAA', 'AA']
  })
  expect(grid?.rows.map(({ when, spans }) => [when, spans])).toEqual([
    [
      ['sms', 'near'],
      [2, 1]
    ],
    [
      ['sms', 'far'],
      [0, 1]
    ],
    [
      ['data', 'near'],
      [2, 1]
    ],
    [
      ['data', 'far'],
      [0, 1]
    ]
  ])
  expect(grid?.rows[3]?.cells.map((row) => row?.id)).toEqual(['data/far/AAA', 'data/far/AA'])
})

test('a case without a row leaves its cell empty', () => {
  const grid = gridOf({ ...matrix, rows: matrix.rows.slice(0, 7) })
  expect(grid?.rows[3]?.cells.map((row) => row?.id)).toEqual(['data/far/AAA', undefined])
})

test('a table that is read from the top, or has open cells, keeps its rows', () => {
  expect(gridOf({ ...matrix, hit: 'first' })).toBeUndefined()
  expect(
    gridOf({ ...matrix, rows: matrix.rows.map((row) => ({ ...row, when: ['-', ...row.when.slice(1)] })) })
  ).toBeUndefined()
  expect(gridOf({ ...matrix, rows: matrix.rows.slice(0, 2) })).toBeUndefined()
})
