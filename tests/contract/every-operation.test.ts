import { allEvents, allOperations, allRefusals } from '@shouwen/contract/index'
import type { Operation } from '@shouwen/contract/operation'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { covers } from '#platform/access'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { allRoutes } from '#server/app'
import { rulebook } from '#server/rulebook'
import { fitting, spoiled } from './arbitrary.ts'

const RUNS = Number(process.env['CONTRACT_RUNS'] ?? 12)
let t: TestApp
const tokens = new Map<string, string>()
const unit = { province: '', team: '' }

beforeAll(async () => {
  t = await startTestApp()
  await t.asSystem(async ({ tx }) => {
    await tx.insertInto('platform.region').values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' }).execute()
    const group = await createUnit(tx, { regionId: null, parentId: null, level: 'group', code: 'g', nameZh: '集团', nameEn: 'Group' })
    unit.province = (await createUnit(tx, { regionId: 1, parentId: group.id, level: 'province', code: 'hn', nameZh: '湖南', nameEn: 'Hunan' })).id
    unit.team = (await createUnit(tx, { regionId: 1, parentId: unit.province, level: 'team', code: 'hn-t1', nameZh: '一班', nameEn: 'Team 1' })).id
    for (const [index, role] of Object.keys(rulebook().roles.roles).entries()) {
      const { id } = await createStaff(tx, { unitId: unit.team, jobNumber: `T${1000 + index}`, name: role, roles: [role] })
      tokens.set(role, (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token)
    }
  })
})
afterAll(() => t.stop())

const paramsIn = (operation: Operation, input: unknown) => ({ ...(input as Record<string, unknown>), ...safeParams(operation, input) })

/** Path parameters must make a path at all; everything else may be as bad as it likes. */
function safeParams(operation: Operation, input: unknown): Record<string, string> {
  const given = input as Record<string, unknown>
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  return Object.fromEntries(names.map((name) => [name, typeof given[name] === 'string' && given[name] !== '' ? given[name].slice(0, 150).toWellFormed() : JSON.stringify(given[name] ?? 'x').slice(0, 150)]))
}

describe('Every operation of the contract', () => {
  test('is served once, and nothing else is served', () => {
    const served = allRoutes().map((route) => route.operation.id)
    expect([...served].sort()).toEqual([...new Set(allOperations.map((operation) => operation.id))].sort())
  })

  test('has an id and a place of its own', () => {
    const places = allOperations.map((operation) => `${operation.method} ${operation.path.replace(/\{\w+\}/g, '{}')}`)
    expect(new Set(places).size).toBe(places.length)
    expect(new Set(allOperations.map((operation) => operation.id)).size).toBe(allOperations.length)
  })

  test('names only refusals and events that exist', () => {
    for (const operation of allOperations) {
      expect(operation.refusals.filter((code) => !(code in allRefusals)), operation.id).toEqual([])
      expect(operation.staleOn.filter((name) => !(name in allEvents)), operation.id).toEqual([])
    }
  })

  test('bounds every text, list and number it takes', () => {
    expect(allOperations.flatMap((operation) => unbounded(operation.input, operation.id))).toEqual([])
  })

  test('answers bad input with a problem that has a code and both phrases, never with a fault of ours', { timeout: 300_000 }, async () => {
    const powerful = await powerfulToken()
    for (const operation of allOperations) {
      if (operation.transport === 'files') continue
      await fc.assert(
        fc.asyncProperty(fc.oneof(spoiled(operation.input as never), fitting(operation.input as never)), async (input) => {
          const answer = await t.call(operation, paramsIn(operation, input), { token: powerful })
          if (answer.status >= 500) throw new Error(`${operation.id} answered ${answer.status} to ${JSON.stringify(input).slice(0, 400)}`)
          if (answer.status >= 400) {
            expect(answer.problem.code).toBeTypeOf('string')
            expect(answer.problem.zh && answer.problem.en).toBeTruthy()
          }
        }),
        { numRuns: RUNS }
      )
    }
  })

  test('lets only those in whose role holds its permission', { timeout: 300_000 }, async () => {
    const { roles } = rulebook().roles
    for (const operation of allOperations) {
      if (operation.transport === 'files') continue
      const [input] = fc.sample(fitting(operation.input as never), { numRuns: 1, seed: 7 })
      const nobody = await t.call(operation, paramsIn(operation, input))
      if (!['public', 'visitor'].includes(operation.permission)) expect(nobody.status, operation.id).toBe(401)
      for (const [role, { grants }] of Object.entries(roles)) {
        if (!operation.permission.includes('.')) continue
        const holds = Object.keys(grants).some((pattern) => covers(pattern, operation.permission))
        if (holds) continue
        const { status } = await t.call(operation, paramsIn(operation, input), { token: tokens.get(role) as string })
        expect(status, `${operation.id} as ${role}`).toBe(403)
      }
    }
  })
})

/** Somebody who holds every verb in the whole company, so that bad input reaches every action. */
async function powerfulToken(): Promise<string> {
  return t.asSystem(async ({ tx }) => {
    await tx.insertInto('people.role').values({ code: 'everything', name_zh: '全部', name_en: 'Everything', grants: JSON.stringify({ '*': 'all' }), sees: [], two_factor: false, service: false, active: true }).execute()
    const { id } = await createStaff(tx, { unitId: unit.province, jobNumber: 'T9999', name: 'Everything', roles: ['everything'] })
    return (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token
  })
}

type Node = Record<string, unknown> & { properties?: Record<string, Node>; items?: Node; anyOf?: Node[] }

function unbounded(schema: unknown, at: string): string[] {
  const node = schema as Node
  const here: string[] = []
  if (node['type'] === 'string' && !('maxLength' in node) && !('enum' in node) && !('const' in node)) here.push(`${at}: text without maxLength`)
  if (node['type'] === 'array' && !('maxItems' in node)) here.push(`${at}: list without maxItems`)
  if ((node['type'] === 'integer' || node['type'] === 'number') && !('maximum' in node)) here.push(`${at}: number without maximum`)
  return [
    ...here,
    ...Object.entries(node.properties ?? {}).flatMap(([name, member]) => unbounded(member, `${at}.${name}`)),
    ...(node.items ? unbounded(node.items, `${at}[]`) : []),
    ...(node.anyOf ?? []).flatMap((one, index) => unbounded(one, `${at}|${index}`))
  ]
}
