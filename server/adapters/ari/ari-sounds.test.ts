import { beginMenu, stepMenu } from '@shouwen/kernels/menu/index'
import { expect, test } from 'vitest'
import { menuPhrasesOf, menuRulesOf } from '#server/rulebook-menu-checks'
import { rulebook } from '#server/rulebook'
import { languageOf, placeSounds, soundList, soundsOf } from './ari-sounds.ts'

const names = new Set(soundList().map(({ name }) => name))
const named = (media: readonly string[]) => media.filter((one) => one.startsWith('sound:')).map((one) => one.replace('sound:shouwen/', ''))

test('every sound the menu or the queue can play is in the list to be recorded, and has words in both languages', () => {
  const book = rulebook()
  for (const menu of book.menus) {
    const ground = { menu, rules: menuRulesOf(book.menu), phrases: menuPhrasesOf(book.menu), facts: { language: 'zh-CN' as const, elderly: false, signedIn: false, open: new Set(book.calendars.keys()) } }
    const paths = ['']
    for (const path of paths) {
      let walked = beginMenu(ground)
      for (const key of path) walked = stepMenu(ground, walked.state, key === '-' ? 'silence' : { key })
      for (const name of named(soundsOf(walked.says, []))) expect(names).toContain(name)
      if (walked.answer) expect(names).toContain(`answer-${walked.answer}`)
      if (path.length < 3 && !walked.state.person) paths.push(...['-', '#', '0', ...walked.options.map(({ key }) => key)].map((key) => path + key))
    }
  }
  for (const standing of [{ position: 1, estimateSeconds: null, agentsOnline: 2 }, { position: 4, estimateSeconds: 200, agentsOnline: 2 }, { position: 2, estimateSeconds: null, agentsOnline: 0 }])
    for (const name of named(placeSounds(standing))) expect(names).toContain(name)
  for (const { name, zh, en } of soundList()) expect([name, zh !== '' && en !== '']).toEqual([name, true])
  expect(names.size).toBe(soundList().length)
})

test('a place and a wait are said with the number between two sounds; an announcement without a recording is not said', () => {
  expect(placeSounds({ position: 4, estimateSeconds: 200, agentsOnline: 2 })).toEqual(['sound:shouwen/position-before', 'number:3', 'sound:shouwen/position-behind', 'sound:shouwen/estimate-before', 'number:4', 'sound:shouwen/estimate-behind'])
  expect(soundsOf([{ sound: 'notice', notice: true }], [{ recording: null }, { recording: 'storm' }])).toEqual(['sound:shouwen/storm'])
  expect([languageOf('zh-CN'), languageOf('en')]).toEqual(['zh', 'en'])
})
