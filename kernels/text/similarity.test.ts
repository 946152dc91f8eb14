import fc from 'fast-check'
import { expect, test } from 'vitest'
import { similarity } from './similarity.ts'

test('the same report in other words is nearer than another report', () => {
  const first = '小区宽带从昨晚开始断网，光猫亮红灯'
  const again = '我们小区的宽带昨晚开始断网了，光猫一直亮红灯'
  expect(similarity(first, again).containment).toBeGreaterThan(0.6)
  expect(similarity(first, '套餐资费与宣传不一致，要求退费').containment).toBeLessThan(0.1)
})

test('likeness is symmetric, within 0 and 1, and whole for equal texts', () => {
  const text = fc.string({ unit: fc.constantFrom(...'宽带断线ab1 '), maxLength: 30 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const one = similarity(a, b)
      expect(similarity(b, a)).toEqual(one)
      expect(one.jaccard).toBeLessThanOrEqual(one.containment)
      expect(one.containment).toBeLessThanOrEqual(1)
    })
  )
  expect(similarity('寬帶斷線', '宽带断线')).toEqual({ jaccard: 1, containment: 1 })
})
