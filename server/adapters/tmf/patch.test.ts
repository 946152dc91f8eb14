import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equal, jsonPatch, mergePatch } from './patch.ts'

const json = fc.jsonValue({ maxDepth: 3 })

describe('A merge patch (RFC 7396)', () => {
  test('does what the table of the standard says', () => {
    const table: [unknown, unknown, unknown][] = [
      [{ a: 'b' }, { a: 'c' }, { a: 'c' }], [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }], [{ a: 'b' }, { a: null }, {}], [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
      [{ a: ['b'] }, { a: 'c' }, { a: 'c' }], [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }], [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }], [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
      [['a', 'b'], ['c', 'd'], ['c', 'd']], [{ a: 'b' }, ['c'], ['c']], [{ a: 'foo' }, null, null], [{ a: 'foo' }, 'bar', 'bar'], [{ e: null }, { a: 1 }, { e: null, a: 1 }],
      [[1, 2], { a: 'b', c: null }, { a: 'b' }], [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }]
    ]
    for (const [target, patch, result] of table) expect(mergePatch(target, patch)).toEqual(result)
  })

  test('changes neither document nor patch, and the same patch twice is the same as once', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const before = JSON.stringify([target, patch])
        const once = mergePatch(target, patch)
        expect(JSON.stringify([target, patch])).toBe(before)
        expect(equal(mergePatch(once, patch), once)).toBe(true)
      })
    )
  })

  test('does not reach the prototype', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"admin": true}}')) as Record<string, unknown>
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
    expect(Object.hasOwn(merged, '__proto__')).toBe(true)
  })
})

describe('A JSON patch (RFC 6902)', () => {
  test('does what the examples of the standard say', () => {
    const examples: [unknown, object[], unknown][] = [
      [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
      [{ foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
      [{ baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
      [{ foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
      [{ baz: 'qux', foo: 'bar' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 'bar' }],
      [{ foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } }, [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }], { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } }],
      [{ foo: ['all', 'grass', 'cows', 'eat'] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: ['all', 'cows', 'eat', 'grass'] }],
      [{ baz: 'qux', foo: ['a', 2, 'c'] }, [{ op: 'test', path: '/baz', value: 'qux' }, { op: 'test', path: '/foo/1', value: 2 }], { baz: 'qux', foo: ['a', 2, 'c'] }],
      [{ foo: 'bar' }, [{ op: 'add', path: '/child', value: { grandchild: {} } }], { foo: 'bar', child: { grandchild: {} } }],
      [{ foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux', xyz: 123 }], { foo: 'bar', baz: 'qux' }],
      [{ '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
      [{ foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }], { foo: ['bar', ['abc', 'def']] }],
      [{ a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
      [{ a: 1 }, [{ op: 'replace', path: '', value: 7 }], 7]
    ]
    for (const [document, steps, result] of examples) {
      const before = JSON.stringify(document)
      expect(jsonPatch(document, steps)).toEqual(result)
      expect(JSON.stringify(document)).toBe(before)
    }
  })

  test('refuses what the standard calls an error', () => {
    const wrong: [unknown, unknown, number][] = [
      [{ baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], 409], [{ foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], 409], [{ '/': 9 }, [{ op: 'test', path: '/~0', value: 1 }], 409],
      [{}, [{ op: 'remove', path: '/x' }], 409], [[1], [{ op: 'add', path: '/2', value: 1 }], 409], [[1], [{ op: 'remove', path: '/-' }], 400], [[1], [{ op: 'remove', path: '/01' }], 400], [{}, [{ op: 'add', path: 'x', value: 1 }], 400],
      [{}, [{ op: 'add', path: '/x' }], 400], [{}, [{ op: 'spam', path: '/x' }], 400], [{}, [null], 400], [{}, {}, 400], [{ a: {} }, [{ op: 'move', from: '/a', path: '/a/b' }], 400], [{}, [{ op: 'add', path: '/~2', value: 1 }], 400]
    ]
    for (const [document, steps, status] of wrong) expect(() => jsonPatch(document, steps)).toThrow(expect.objectContaining({ status }))
  })

  test('does not let a document grow without end', () => {
    const doubling = Array.from({ length: 60 }, () => ({ op: 'copy', from: '', path: '/-' }))
    expect(() => jsonPatch(['x'.repeat(1000)], doubling)).toThrow(expect.objectContaining({ status: 400 }))
    expect(() => jsonPatch([], Array.from({ length: 101 }, () => ({ op: 'test', path: '', value: [] })))).toThrow(expect.objectContaining({ status: 400 }))
  })
})
