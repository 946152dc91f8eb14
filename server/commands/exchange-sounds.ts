import { soundList } from '../adapters/ari/ari-sounds.ts'

export const summary = 'lists every sound an exchange plays, with its words in both languages, to be recorded or synthesised'

/** One line a sound: name, Chinese, English, parted by tabs. */
export async function run(): Promise<void> {
  for (const { name, zh, en } of soundList()) process.stdout.write(`${[name, zh, en].join('\t')}\n`)
}
