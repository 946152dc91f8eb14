import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const web = path.dirname(here)
const files = (language: string) =>
  globSync(`${language}/*.json`, { cwd: here })
    .map((file) => path.basename(file))
    .sort()

/** `{ a: { b: 'x' } }` → `[['a.b', 'x']]`. */
function phrasesOf(language: string, file: string): Map<string, string> {
  const flat = (value: object, before: string): [string, string][] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'string'
        ? [[before + key, inner] as [string, string]]
        : flat(inner as object, `${before}${key}.`)
    )
  return new Map(flat(JSON.parse(readFileSync(path.join(here, language, file), 'utf8')) as object, ''))
}

test('both languages have the same files', () => {
  expect(files('en')).toEqual(files('zh-CN'))
})

for (const file of files('zh-CN'))
  test(`every phrase of ${file} exists in both languages, with the same blanks to fill`, () => {
    const zh = phrasesOf('zh-CN', file)
    const en = phrasesOf('en', file)
    expect([...en.keys()].filter((key) => !/_(one|other)$/.test(key)).sort()).toEqual([...zh.keys()].sort())
    const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[0]).sort()
    for (const [key, phrase] of zh) {
      expect(phrase.trim(), key).not.toBe('')
      expect(en.get(key)?.trim(), key).not.toBe('')
      expect(blanks(en.get(key) ?? ''), key).toEqual(blanks(phrase))
    }
  })

// A component names its phrases by `usePhrases('x')` (one per file) or `useWords()`, which is the file `ui`.
test('every phrase a screen asks for exists', () => {
  const missing = globSync('{app,ui,capabilities,portal}/**/*.{ts,tsx}', { cwd: web }).flatMap((file) => {
    const source = readFileSync(path.join(web, file), 'utf8')
    const namespaces = new Set([...source.matchAll(/usePhrases\('([\w-]+)'\)/g)].map((match) => match[1] as string))
    if (source.includes('useWords(')) namespaces.add('ui')
    if (namespaces.size === 0) return []
    const known = [...namespaces].flatMap((each) => [...phrasesOf('zh-CN', `${each}.json`).keys()])
    return [...source.matchAll(/\bsay\('([\w.-]+)'/g)]
      .map((match) => match[1] as string)
      .filter((key) => !known.includes(key))
      .map((key) => `${file}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('every place of the navigation has a title', () => {
  const titles = phrasesOf('zh-CN', 'places.json')
  const asked = globSync('{app,capabilities}/**/*.{ts,tsx}', { cwd: web }).flatMap((file) =>
    [...readFileSync(path.join(web, file), 'utf8').matchAll(/place: \{\s*title: '([\w.-]+)'/g)].map(
      (match) => match[1] as string
    )
  )
  expect(asked.filter((title) => !titles.has(title))).toEqual([])
})
