import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginMenu, type Menu, type MenuBounds, type MenuFacts, menuProblems, type MenuPhrases, secondsUntilPersonNamed, stepMenu, walkPath } from './index.ts'

const both = (text: string) => ({ zh: text, en: text })
const phrases: MenuPhrases = {
  person: both('人工请按0'),
  elderly: both('直接转人工'),
  wrong: both('没有'),
  silence: both('没听到'),
  connecting: both('转接'),
  option: { zh: '{what}请按{key}', en: '{what} {key}' }
}
const rules = { personKey: '0', tries: 2, mostSteps: 8 }
const facts: MenuFacts = { language: 'zh-CN', elderly: false, signedIn: false, open: new Set(['day']) }
const menu: Menu = {
  id: 'line',
  greeting: both('您好'),
  begin: 'main',
  person: { kind: 'inquiry' },
  nodes: {
    main: { says: both('主菜单'), options: [{ ...both('故障'), key: '1', go: 'fault' }, { ...both('办公'), key: '2', go: 'desk' }, { ...both('English'), key: '7', language: 'en' }] },
    fault: { says: both('故障'), options: [{ ...both('宽带'), key: '1', person: { kind: 'fault', category: 'fault.broadband' } }, { ...both('返回'), key: '*', back: true }] },
    desk: { says: both('办公'), hours: { calendar: 'day', otherwise: 'closed' }, options: [{ ...both('进度'), key: '1', answer: 'my-tickets' }] },
    closed: { says: both('已下班'), options: [{ ...both('返回'), key: '*', back: true }] }
  }
}
const ground = { menu, rules, phrases, facts }
const sounds = (walked: { says: { sound: string }[] }) => walked.says.map(({ sound }) => sound)

test('it greets, names the way to a person, tells what holds now, and then the choices', () => {
  expect(sounds(beginMenu(ground))).toEqual(['line-greeting', 'person', 'notice', 'line-main', 'line-main-1', 'line-main-2', 'line-main-7'])
})

test('an elderly customer reaches a person without a key', () => {
  expect(beginMenu({ ...ground, facts: { ...facts, elderly: true } }).state.person).toEqual({ kind: 'inquiry', because: 'elderly' })
})

test('the key for a person works in every layer, and takes along what the layer was about', () => {
  expect(walkPath(ground, '0').state.person).toEqual({ kind: 'inquiry', because: 'key' })
  expect(walkPath(ground, '10').state.person).toEqual({ kind: 'fault', because: 'key' })
  expect(walkPath(ground, '11').state.person).toEqual({ kind: 'fault', category: 'fault.broadband', because: 'option' })
})

test('outside the hours another node answers, and back leads to where the customer came from', () => {
  const closed = { ...ground, facts: { ...facts, open: new Set<string>() } }
  expect(walkPath(ground, '2').state.node).toBe('desk')
  expect(walkPath(closed, '2').state.node).toBe('closed')
  expect(walkPath(closed, '2*').state.node).toBe('main')
})

test('an answer is given and the menu goes on; the language changes in place and is then no choice any more', () => {
  expect(walkPath(ground, '21')).toMatchObject({ answer: 'my-tickets', state: { node: 'desk', person: null } })
  const english = walkPath(ground, '7')
  expect(english.state).toMatchObject({ language: 'en', node: 'main' })
  expect(english.options.map(({ key }) => key)).toEqual(['1', '2'])
})

test('silence and wrong keys are answered twice; the third brings a person', () => {
  expect(sounds(walkPath(ground, '-'))[0]).toBe('silence')
  expect(sounds(walkPath(ground, '9'))[0]).toBe('wrong')
  expect(walkPath(ground, '---').state.person?.because).toBe('silence')
  expect(walkPath(ground, '999').state.person?.because).toBe('wrong-keys')
})

const words = fc.constantFrom(both('甲'), both('乙'), both('丙'))
const names = ['main', 'b', 'c', 'd']
const option = fc.tuple(words, fc.constantFrom('1', '2', '3', '4', '*'), fc.oneof(
  fc.record({ go: fc.constantFrom(...names) }),
  fc.record({ person: fc.record({ kind: fc.constantFrom('fault', 'inquiry') }) }),
  fc.record({ answer: fc.constant('x') }),
  fc.record({ back: fc.constant(true as const) }),
  fc.record({ language: fc.constantFrom<'en' | 'zh-CN'>('en', 'zh-CN') })
)).map(([said, key, leads]) => ({ ...said, key, ...leads }))
const anyMenu = fc.tuple(...names.map(() => fc.record({ says: words, hours: fc.option(fc.record({ calendar: fc.constant('day'), otherwise: fc.constantFrom(...names) }), { nil: undefined }), options: fc.array(option, { minLength: 1, maxLength: 5 }) })))
  .map((nodes): Menu => ({ ...menu, nodes: Object.fromEntries(nodes.map((node, at) => [names[at] as string, node])) }))
const keys = fc.stringMatching(/^[0-9*#-]{0,20}$/)

test('whatever the menu and whatever is pressed, every walk ends at a person within the steps of the rules; silence alone gets there too', () => {
  fc.assert(
    fc.property(anyMenu, keys, fc.boolean(), (any, path, isOpen) => {
      const here = { ...ground, menu: any, facts: { ...facts, open: new Set(isOpen ? ['day'] : []) } }
      let { state } = beginMenu(here)
      for (let inputs = 0; inputs < rules.mostSteps; inputs++) {
        const key = path[inputs] ?? '-'
        const walked = stepMenu(here, state, key === '-' ? 'silence' : { key })
        expect(walked.state.person === null || walked.options.length === 0).toBe(true)
        if (walked.state.person === null) expect(walked.says.some(({ sound }) => sound === 'person')).toBe(true)
        state = walked.state
      }
      expect(state.person).not.toBeNull()
      expect(walkPath(here, '-'.repeat(rules.tries + 1)).state.person).not.toBeNull()
      expect(stepMenu(here, walkPath(here, path.slice(0, 3)).state, { key: '0' }).state.person).not.toBeNull()
      expect(walkPath(here, path)).toEqual(walkPath(here, path))
    })
  )
})

const bounds: MenuBounds = { mostLayers: 2, mostOptions: 4, personNamedWithinSeconds: 15, speech: { zh: 4, en: 14 } }
const known = { answers: new Set(['my-tickets']), calendars: new Set(['day']), categories: new Set(['fault.broadband']) }
const problems = (change: Partial<Menu>) => menuProblems({ ...menu, ...change }, rules, phrases, bounds, known).join('\n')
const withMain = (options: Menu['nodes'][string]['options'], more: Menu['nodes'] = {}) => problems({ nodes: { ...menu.nodes, ...more, main: { says: both('主'), options } } })

test('what is wrong with a menu is said in sentences', () => {
  expect(problems({})).toBe('')
  expect(problems({ begin: 'nowhere' })).toContain('which is no node')
  expect(withMain([])).toContain('main is a dead end')
  expect(withMain([])).toContain('nobody ever comes to fault')
  expect(withMain([{ ...both('x'), key: '0', go: 'fault' }])).toContain('reaches a person everywhere')
  expect(withMain([{ ...both('x'), key: '1', go: 'gone' }])).toContain('goes to gone')
  expect(withMain([{ ...both('x'), key: '1' }])).toContain('exactly one thing')
  expect(withMain([{ ...both('x'), key: '1', answer: 'weather' }])).toContain('nobody can answer weather')
  expect(withMain([...(menu.nodes['main']?.options ?? []), { ...both('x'), key: '1', back: true }])).toContain('uses a key twice')
  expect(withMain((menu.nodes['main']?.options ?? []), { fault: { says: both('x'), options: [{ ...both('y'), key: '1', go: 'deep' }] }, deep: { says: both('z'), options: [{ ...both('返'), key: '*', back: true }] } })).toContain('deep lies 3 layers deep')
  expect(problems({ greeting: both('很长'.repeat(40)) })).toContain('names the way to a person only after')
})

test('how long a customer listens before they know how to reach a person is counted in the slower language', () => {
  expect(secondsUntilPersonNamed(menu, 'main', phrases, { zh: 1, en: 100 })).toBe(7)
})
