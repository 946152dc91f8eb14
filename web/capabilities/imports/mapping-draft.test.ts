import type { ImportMapping } from '@shouwen/contract/import-words'
import { expect, test } from 'vitest'
import { withConstant, withField, withFormat, withWord } from './mapping-draft.ts'

const mapping: ImportMapping = {
  source: 'old-crm',
  columns: { 编号: { field: 'externalId' }, 诉求: { field: 'description' } },
  constants: { channel: 'phone' }
}

test('a field stands in one column: given to another, it leaves the first, and a constant for it goes', () => {
  expect(withField(mapping, '内容', 'description').columns).toEqual({
    编号: { field: 'externalId' },
    内容: { field: 'description' }
  })
  expect(withField(mapping, '渠道', 'channel').constants).toEqual({})
  expect(withField(mapping, '诉求', undefined)).toEqual({ ...mapping, columns: { 编号: { field: 'externalId' } } })
})

test('words and formats belong to the column of their field, constants to the file', () => {
  const dated = withField(mapping, '时间', 'openedAt')
  expect(withFormat(dated, 'openedAt', 'd/M/y H:m').columns['时间']).toEqual({ field: 'openedAt', format: 'd/M/y H:m' })
  expect(withFormat(withFormat(dated, 'openedAt', 'd/M/y'), 'openedAt', '')).toEqual(dated)
  const kinds = withWord(withField(mapping, '业务', 'kind'), 'kind', 'A', 'complaint')
  expect(withWord(kinds, 'kind', 'B', '').columns['业务']).toEqual({
    field: 'kind',
    values: { A: 'complaint', B: '' }
  })
  expect(withConstant(mapping, 'kind', 'fault').constants).toEqual({ channel: 'phone', kind: 'fault' })
  expect(withConstant(mapping, 'channel', undefined).constants).toEqual({})
})
