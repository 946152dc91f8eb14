import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginMenu, longestPath, secondsUntilPersonNamed, stepMenu, walkPath } from '@shouwen/kernels/menu/index'
import { afterAll, describe, expect, test } from 'vitest'
import { menuPhrasesOf, menuRulesOf, personNamedWithinSeconds } from '../../server/rulebook-menu-checks.ts'
import { readRulebook, rulebook } from '../../server/rulebook.ts'

const FOLDER = join(import.meta.dirname, '../../rulebook')
const book = rulebook()
const rules = menuRulesOf(book.menu)
const phrases = menuPhrasesOf(book.menu)
const copies: string[] = []
afterAll(() => copies.forEach((folder) => rmSync(folder, { recursive: true })))

describe.each(book.menus.map((menu) => [menu.id, menu] as const))('menu %s', (_id, menu) => {
  const grounds = ['zh-CN', 'en'].flatMap((language) =>
    [new Set<string>(), new Set(book.calendars.keys())].map((open) => ({ menu, rules, phrases, facts: { language: language as 'en', elderly: false, signedIn: false, open } }))
  )

  test('names the way to a person, at every node, within the seconds of the law (hotline-human-answer). @norm CC-02', () => {
    const law = personNamedWithinSeconds(book.menu, book.clauses)
    expect(law).toBe(15)
    const { zh_per_second: zh, en_per_second: en } = book.menu.speech
    for (const name of Object.keys(menu.nodes)) expect(secondsUntilPersonNamed(menu, name, phrases, { zh, en })).toBeLessThanOrEqual(law as number)
  })

  test('reaches a person by one key from every place anybody can come to, and by silence too', () => {
    for (const ground of grounds) {
      const seen = new Set<string>()
      const paths = ['']
      for (const path of paths) {
        const walked = walkPath(ground, path)
        if (walked.state.person || seen.has(`${walked.state.node} ${walked.state.language}`)) continue
        seen.add(`${walked.state.node} ${walked.state.language}`)
        expect(stepMenu(ground, walked.state, { key: rules.personKey }).state.person).not.toBeNull()
        paths.push(...walked.options.map(({ key }) => path + key))
      }
      expect(seen.size).toBeGreaterThan(3)
      expect(walkPath(ground, '-'.repeat(longestPath(rules))).state.person).not.toBeNull()
    }
  })

  test('lets an elderly customer press nothing at all', () => {
    for (const ground of grounds) expect(beginMenu({ ...ground, facts: { ...ground.facts, elderly: true } }).state.person?.because).toBe('elderly')
  })
})

test.each<[string, string, string, string]>([
  ['menus/hotline.yaml', 'go: inquiry', 'go: nowhere', 'goes to nowhere, which is no node'],
  ['menus/hotline.yaml', 'key: "5"', 'key: "0"', 'reaches a person everywhere'],
  ['menus/hotline.yaml', 'answer: my-tickets', 'answer: weather', 'nobody can answer weather'],
  ['menus/hotline.yaml', 'category: fault.iptv', 'category: fault.tv', 'no category is called fault.tv'],
  ['menus/hotline.yaml', 'calendar: office-hours', 'calendar: lunar', 'no calendar is called lunar'],
  ['menus/hotline.yaml', '您好，欢迎使用客户服务。', '您好'.repeat(50), 'only after'],
  ['menu.yaml', 'named_within: hotline-human-answer', 'named_within: never', 'no clause never limits in minutes'],
  ['menu.yaml', 'goodbye:', 'farewell:', 'the words goodbye are missing']
])('%s with "%s" written as "%s" is refused', (path, before, after, problem) => {
  const folder = mkdtempSync(join(tmpdir(), 'menus-'))
  copies.push(folder)
  cpSync(FOLDER, folder, { recursive: true })
  const file = join(folder, path)
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(before)
  writeFileSync(file, text.replace(before, after))
  expect(() => readRulebook(folder)).toThrow(problem)
})
