import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainPasswordFaults } from './plain-password-faults.ts'

const rules = {
  length: { min: 12, max: 128 },
  classes: { of: ['lower', 'upper', 'digit', 'symbol'], atLeast: 3 },
  forbid: { jobNumber: true, accountName: true, sameCharacterRun: 4, sequenceRun: 5 }
}
const owner = { login: 'li.na@example.com', jobNumber: 'HN8012' }
const faults = (password: string) => plainPasswordFaults(password, owner, rules)

test('a long mixed password has no fault', () => {
  expect(faults('Tea-Kettle#41 blue')).toEqual([])
  expect(faults('晨光洒在湖面上Tk41xy')).toEqual([])
})

test('each rule is told by its own fault', () => {
  expect(faults('Tk#41blue')).toEqual(['too-short'])
  expect(faults('teakettleblue')).toEqual(['too-few-classes'])
  expect(faults('Tea#Kettle-hn8012')).toEqual(['contains-job-number'])
  expect(faults('Tea#Kettle-LI.NA')).toEqual(['contains-login'])
  expect(faults('Teaaaa#Kettle-41')).toEqual(['same-character-run'])
  expect(faults('Tea#Kettle-54321')).toEqual(['sequence-run'])
  expect(faults('Tea#Kettle-asdfg')).toEqual(['sequence-run'])
})

test('full-width letters count as the ordinary ones they look like', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcXYZ0129#-'), maxLength: 30 }), (text) => {
      const wide = [...text].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)).join('')
      expect(faults(wide)).toEqual(faults(text))
    })
  )
})

test('an empty field is too short and breaks nothing', () => {
  expect(faults('')).toEqual(['too-short', 'too-few-classes'])
})
