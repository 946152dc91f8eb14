import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matches } from './condition.ts'
import { Fault } from './fault.ts'
import { mostLimit, readQuery } from './read-query.ts'
import { selectFields } from './select-fields.ts'

const conditions = (query: string) => readQuery(query).conditions.map(({ path, alternatives }) => [path.join('.'), alternatives.map(({ operator, value }) => `${operator} ${value}`)])

describe('A query is read', () => {
  test('attributes with AND, alternatives with OR, operators in words and signs', () => {
    expect(conditions('a=1&b.c=2')).toEqual([['a', ['eq 1']], ['b.c', ['eq 2']]])
    expect(conditions('a=1,2;3&a=4')).toEqual([['a', ['eq 1', 'eq 2', 'eq 3', 'eq 4']]])
    expect(conditions('a.gt=1&a.lte=5')).toEqual([['a', ['gt 1']], ['a', ['lte 5']]])
    expect(conditions('a%3E1&b%3E%3D2&c%3C3&d<=4&e>5')).toEqual([['a', ['gt 1']], ['b', ['gte 2']], ['c', ['lt 3']], ['d', ['lte 4']], ['e', ['gt 5']]])
    expect(conditions('a.gt=1;a.lt=0')).toEqual([['a', ['gt 1', 'lt 0']]])
    expect(conditions(`a="1,2"&b='x;y',z`)).toEqual([['a', ['eq 1,2']], ['b', ['eq x;y', 'eq z']]])
    expect(conditions(`filter=${encodeURIComponent("$.note[?(@.author=='x y')]")}`)).toEqual([['note.author', ['eq x y']]])
  })

  test('paging, order and fields, within limits', () => {
    expect(readQuery('limit=7&offset=3&sort=-a,b.c&fields=a,b.c')).toMatchObject({ limit: 7, offset: 3, paged: true, sort: [{ path: ['a'], descending: true }, { path: ['b', 'c'], descending: false }], fields: [['a'], ['b', 'c']] })
    expect(readQuery('limit=999999').limit).toBe(mostLimit)
    expect(readQuery('')).toMatchObject({ fields: null, paged: false, offset: 0 })
    expect(readQuery('fields=none').fields).toEqual([])
  })

  test('or refused with 400 or 501, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', '=', '&', ',', ';', '%', '"', "'", '<', '>', '*', '[', '(', '@', ' ', '+', '-', '1', '\\', '{') }), (text) => {
        try {
          readQuery(text)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
          expect([400, 501]).toContain((error as Fault).status)
        }
      }),
      { numRuns: 2000 }
    )
  })

  test('values come back as they were sent, however odd', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }).filter((text) => text.isWellFormed() && !/[\0,;]|^["']/.test(text)), (value) => {
        expect(conditions(`a=${encodeURIComponent(value)}`)).toEqual([['a', [`eq ${value}`]]])
      })
    )
  })

  test('patterns only when their cost cannot explode', () => {
    for (const bad of ['(a+)+b', '(a|a)*', 'a{1,99}', '(?=x)', '(a)\\1', 'x'.repeat(101), '.**']) expect(() => readQuery(`a.regex=${encodeURIComponent(bad)}`), bad).toThrow(Fault)
    for (const good of ['^T[12]$', 'a.*b', '断网', '\\d+']) expect(readQuery(`a.regex=${encodeURIComponent(good)}`).conditions).toHaveLength(1)
  })
})

describe('Conditions over what is shown', () => {
  test('look through lists, compare instants as instants and numbers as numbers', () => {
    const shown = { at: '2026-11-24T08:00:00.000Z', n: 7, list: [{ id: 'a' }, { id: 'b' }], name: 'x', yes: true }
    const holds = (query: string) => matches(shown, readQuery(query).conditions)
    for (const query of ['at=2026-11-24T16:00:00%2B08:00', 'at.gt=2026-11-23', 'n=7.0', 'n.lt=10', 'list.id=b', 'yes=true', 'name=y,x', 'name.regex=^x']) expect(holds(query), query).toBe(true)
    for (const query of ['at.gt=2026-11-25', 'n.gt=10', 'list.id=c', 'other=1', 'name=x&n=8', 'list=a']) expect(holds(query), query).toBe(false)
  })
})

describe('Fields', () => {
  test('keep identity, pick inside lists, and never invent', () => {
    const whole = { id: '1', href: 'h', '@type': 'T', a: 1, b: [{ c: 1, d: 2, id: 'x' }], e: { f: 1 } }
    expect(selectFields(whole, [])).toEqual({ id: '1', href: 'h', '@type': 'T' })
    expect(selectFields(whole, [['b', 'c'], ['z']])).toEqual({ id: '1', href: 'h', '@type': 'T', b: [{ c: 1, id: 'x' }] })
    expect(selectFields(whole, null)).toBe(whole)
  })
})
