import type { Said } from '@shouwen/kernels/menu/index'
import { rulebook } from '#server/rulebook'

const FOLDER = 'shouwen'
export const sound = (name: string): string => `sound:${FOLDER}/${name}`

/** What a walk says, as sounds of the exchange; announcements are those that have a recording there. */
export const soundsOf = (says: readonly Said[], notices: readonly { recording: string | null }[]): string[] =>
  says.flatMap((said) => ('notice' in said ? notices.flatMap(({ recording }) => (recording ? [sound(recording)] : [])) : [sound(said.sound)]))

/** How Asterisk names a language: the folder of its sounds. */
export const languageOf = (language: 'zh-CN' | 'en'): string => (language === 'en' ? 'en' : 'zh')

/** The place in the queue and what can honestly be said of the wait. Texts around a number are two sounds: before it and behind it. */
export function placeSounds({ position, estimateSeconds, agentsOnline }: { position: number; estimateSeconds: number | null; agentsOnline: number }): string[] {
  const around = (name: string, number: number) => [sound(`${name}-before`), `number:${number}`, sound(`${name}-behind`)]
  const place = position <= 1 ? [sound('next')] : around('position', position - 1)
  if (agentsOnline === 0) return [...place, sound('nobody')]
  return [...place, ...(estimateSeconds === null ? [sound('no-estimate')] : around('estimate', Math.max(1, Math.ceil(estimateSeconds / 60))))]
}

/** Every sound an exchange needs, with its words: the list to be recorded or synthesised. */
export function soundList(): { name: string; zh: string; en: string }[] {
  const { menu, menus, voice } = rulebook()
  const split = (name: string) => {
    const { zh, en } = menu.words[name] ?? { zh: '', en: '' }
    const halves = (text: string) => text.split(/\{\w+\}/)
    const [zhs, ens] = [halves(zh), halves(en)]
    return [
      { name: `${name}-before`, zh: zhs[0] ?? '', en: ens[0] ?? '' },
      { name: `${name}-behind`, zh: zhs[1] ?? '', en: ens[1] ?? '' }
    ]
  }
  const plain = ['person', 'elderly', 'wrong', 'silence', 'connecting', 'next', 'no-estimate', 'nobody', 'callback-offer-key', 'callback-kept', 'goodbye']
  const option = menu.words['option']
  return [
    { name: 'announcement', zh: voice.announcement.zh, en: voice.announcement.en },
    ...plain.map((name) => ({ name, zh: menu.words[name]?.zh ?? '', en: menu.words[name]?.en ?? '' })),
    ...split('position'),
    ...split('estimate'),
    ...Object.keys(menu.answers).map((name) => ({ name: `answer-${name}`, zh: menu.answers[name]?.zh ?? '', en: menu.answers[name]?.en ?? '' })),
    ...menus.flatMap(({ id, greeting, nodes }) => [
      { name: `${id}-greeting`, ...greeting },
      ...Object.entries(nodes).flatMap(([node, { says, options }]) => [
        { name: `${id}-${node}`, ...says },
        ...options.map(({ key, zh, en }) => ({
          name: `${id}-${node}-${key === '*' ? 'star' : key === '#' ? 'hash' : key}`,
          zh: (option?.zh ?? '').replace('{what}', zh).replace('{key}', key),
          en: (option?.en ?? '').replace('{what}', en).replace('{key}', key)
        }))
      ])
    ])
  ]
}
