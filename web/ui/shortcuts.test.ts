import { expect, test } from 'vitest'
import { choose, chordOf, isComposing, type Shortcut } from './shortcuts.ts'

const shortcut = (keys: string, inFields = false): Shortcut => ({ keys, label: keys, run: () => {}, inFields })
const all = [shortcut('j'), shortcut('g t'), shortcut('g c'), shortcut('Ctrl+K', true)]
const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('a sequence waits for its second key and forgets when another follows', () => {
  expect(choose(all, '', 'g', false)).toEqual({ waiting: 'g' })
  expect(choose(all, 'g', 't', false).run?.keys).toBe('g t')
  expect(choose(all, 'g', 'j', false).run?.keys).toBe('j')
  expect(choose(all, 'g', 'x', false)).toEqual({ waiting: '' })
})

test('letters typed into a field are never taken', () => {
  expect(choose(all, '', 'j', true).run).toBeUndefined()
  expect(choose(all, '', 'Ctrl+K', true).run?.keys).toBe('Ctrl+K')
})

test('the last one registered wins', () => {
  const later = shortcut('j')
  expect(choose([...all, later], '', 'j', false).run).toBe(later)
})

test('chords are spelled one way', () => {
  expect(press('k', { ctrlKey: true })).toBe('Ctrl+K')
  expect(press('k', { metaKey: true })).toBe('Ctrl+K')
  expect(press('?', { shiftKey: true })).toBe('?')
  expect(press('Enter', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Enter')
})

test('keys that belong to the input method are left to it', () => {
  expect(isComposing({ isComposing: true })).toBe(true)
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true)
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false)
})
