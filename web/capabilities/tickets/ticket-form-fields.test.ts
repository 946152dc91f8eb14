import { expect, test } from 'vitest'
import { needsCalming } from './calming-step.tsx'
import { formPatch, formText } from './form-fields.ts'
import { nameAtCaret } from './mentions.tsx'
import { emptyDraft, inputOf, isComplete } from './new-ticket-draft.ts'
import { changed } from './ticket-filters.tsx'

test('document numbers are written one after the other and kept apart', () => {
  expect(formPatch('documentNumbers', 'A1，A2、 A3\nA4')).toEqual({ documentNumbers: ['A1', 'A2', 'A3', 'A4'] })
  expect(formText({ documentNumbers: ['A1', 'A2'] }, 'documentNumbers')).toBe('A1\nA2')
})

test('an emptied field of the form is left as it was', () => {
  expect(formPatch('scene', '')).toEqual({})
})

test('a name is looked for after an @ that begins a word, in Chinese too', () => {
  expect(nameAtCaret('请 @王', 4)).toBe('王')
  expect(nameAtCaret('@', 1)).toBe('')
  expect(nameAtCaret('写信到 li@example', 14)).toBeUndefined()
  expect(nameAtCaret('@王晓梅 已处理', 8)).toBeUndefined()
})

test('a filter with nothing chosen is left out, and one that takes a single value gets it', () => {
  const filter = { statuses: ['pending' as const], promise: 'broken' as const }
  expect(changed(filter, 'statuses', [])).toEqual({ promise: 'broken' })
  expect(changed(filter, 'promise', ['at-risk'])).toEqual({ statuses: ['pending'], promise: 'at-risk' })
  expect(changed(filter, 'kinds', ['fault'])).toEqual({ ...filter, kinds: ['fault'] })
})

test('a ticket can be opened once title, description, what its kind demands and a way to reach the customer are there', () => {
  const draft = { ...emptyDraft(true, undefined), title: '断网', description: '昨晚起断网', kind: 'fault' as const }
  expect(isComplete({ ...draft, contactPhone: '13900000000' }, ['symptom'])).toBe(false)
  expect(isComplete({ ...draft, form: { symptom: '光猫红灯' } }, ['symptom'])).toBe(false)
  expect(isComplete({ ...draft, form: { symptom: '光猫红灯' }, contactPhone: '13900000000' }, ['symptom'])).toBe(true)
})

test('empty texts of a draft are not sent', () => {
  const input = inputOf({
    ...emptyDraft(false, undefined),
    title: ' 断网 ',
    description: '昨晚起断网',
    contactPhone: ' 139 '
  })
  expect(input).toMatchObject({ title: '断网', contactPhone: '139', keep: false })
  expect(Object.keys(input)).not.toContain('contactEmail')
})

test('SP-15: a complaint shows the steps that calm until its first answer, and nothing else ever does', () => {
  const fresh = { kind: 'complaint', status: 'acknowledged', firstAnsweredAt: null } as const
  expect(needsCalming(fresh)).toBe(true)
  expect(needsCalming({ ...fresh, status: 'inProgress' })).toBe(true)
  expect(needsCalming({ ...fresh, firstAnsweredAt: '2026-03-02T09:00:00.000Z' })).toBe(false)
  expect(needsCalming({ ...fresh, status: 'closed' })).toBe(false)
  expect(needsCalming({ ...fresh, kind: 'fault' })).toBe(false)
})
