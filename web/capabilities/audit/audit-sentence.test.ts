import { expect, test } from 'vitest'
import { type AuditLine, auditSentence, type AuditWords } from './audit-sentence.ts'

const words: AuditWords = {
  say: (key, values) => (key === 'denied-act' ? `尝试${values?.['act']}被拒绝` : key),
  verb: (verb) =>
    ({ 'customer.unmask': '查看完整个人信息', 'password.change': '修改口令', 'unit.move': '移动单位' })[verb] ?? verb,
  field: (field) => ({ phone: '电话号码', address: '地址' })[field] ?? field,
  subject: (kind) => ({ customer: '客户', staff: '人员', unit: '单位' })[kind] ?? kind,
  actor: (kind) => ({ staff: '人员', system: '系统', anonymous: '未登录者' })[kind] ?? kind,
  unit: (id) => (id === 'u-1' ? '一班' : undefined),
  comma: '、'
}
const line = (given: Partial<AuditLine>): AuditLine => ({
  id: 'a',
  regionId: 1,
  at: '2026-11-24T08:00:00Z',
  actorKind: 'staff',
  actorId: 's-8012',
  actorName: '张伟',
  actorJobNumber: '8012',
  verb: 'customer.unmask',
  subjectKind: 'customer',
  subjectId: '01a2-4e1a77',
  subjectName: null,
  subjectJobNumber: null,
  fields: [],
  purpose: null,
  ip: null,
  outcome: 'done',
  requestId: null,
  detail: {},
  ...given
})

test('who looked at what of whom, and why', () => {
  expect(auditSentence(line({ fields: ['phone', 'address'], purpose: '核实来电' }), words)).toEqual({
    actor: '张伟 8012',
    act: '查看完整个人信息',
    subject: '客户 …4e1a77',
    fields: '电话号码、地址',
    purpose: '核实来电'
  })
})

test('a refused act is told as an attempt', () => {
  expect(auditSentence(line({ outcome: 'denied' }), words).act).toBe('尝试查看完整个人信息被拒绝')
})

test('a failed sign-in is told by its own words', () => {
  expect(auditSentence(line({ verb: 'session.refuse', outcome: 'denied' }), words).act).toBe('session.refuse')
})

test('what people do to their own account has no object', () => {
  expect(auditSentence(line({ verb: 'password.change', subjectKind: 'staff', subjectId: 's-8012' }), words)).toEqual({
    actor: '张伟 8012',
    act: '修改口令'
  })
})

test('people and units are called by name', () => {
  const person = line({ subjectKind: 'staff', subjectId: 's-1', subjectName: '王芳', subjectJobNumber: '8010' })
  expect(auditSentence(person, words).subject).toBe('王芳 8010')
  expect(auditSentence(line({ verb: 'unit.move', subjectKind: 'unit', subjectId: 'u-1' }), words).subject).toBe('一班')
})

test('who is not a person of ours is called by what they are', () => {
  expect(
    auditSentence(line({ actorKind: 'system', actorId: null, actorName: null, actorJobNumber: null }), words).actor
  ).toBe('系统')
})
