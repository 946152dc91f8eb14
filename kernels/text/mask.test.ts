import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask, maskAddress, maskEmail, maskIdNumber, maskName, maskPhone } from './mask.ts'

test('each class shows what a colleague needs to recognise it and no more', () => {
  expect(maskPhone('13812345678')).toBe('138****5678')
  expect(maskPhone('+86 138 1234 5678')).toBe('138****5678')
  expect(maskPhone('０７３１－８８８８８８２１')).toBe('0731-*****21')
  expect(maskPhone('10086')).toBe('****86')
  expect(maskIdNumber('43010219900101123x')).toBe('430*************3X')
  expect(maskName('张三')).toBe('张*')
  expect(maskName('欧阳娜娜')).toBe('欧阳**')
  expect(maskName('John Smith')).toBe('J*** S***')
  expect(maskEmail('wang.wu@example.com')).toBe('w***@example.com')
})

test('an address ends at the county; an estate or a shop is not a county', () => {
  expect(maskAddress('湖南省长沙市岳麓区麓谷街道1栋2单元')).toBe('湖南省长沙市岳麓区****')
  expect(maskAddress('北京市海淀区中关村大街5号')).toBe('北京市海淀区****')
  expect(maskAddress('内蒙古自治区锡林郭勒盟多伦县城关镇')).toBe('内蒙古自治区锡林郭勒盟多伦县****')
  expect(maskAddress('湖南省长沙市幸福小区3栋')).toBe('湖南省长沙市****')
  expect(maskAddress('人民路口超市楼上')).toBe('****')
  expect(maskAddress('麓谷小区1栋')).toBe('****')
})

test('a value that is not of its class shows nothing', () => {
  expect(maskEmail('not an address')).toBe('****')
  expect(maskPhone('abc')).toBe('****')
  expect(maskName('张')).toBe('****')
  for (const kind of ['phone', 'id-number', 'address', 'name', 'email'] as const) expect(mask('', kind)).toBe('')
})

test('no masked number can be read back', () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
  fc.assert(fc.property(mobile, (phone) => !/\d{5}/.test(maskPhone(phone))))
  const id = fc.stringMatching(/^\d{17}[\dX]$/)
  fc.assert(fc.property(id, (number) => !/\d{5}/.test(maskIdNumber(number))))
})
