import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What a file in `commands/` exports: it gets the words after its name and throws to fail. */
export type Command = { summary: string; run: (args: string[]) => Promise<void> }

const dir = join(import.meta.dirname, 'commands')
const names = readdirSync(dir)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))

async function load(name: string): Promise<Command> {
  return (await import(`./commands/${name}.ts`)) as Command
}

async function printCommands(): Promise<void> {
  console.error('npm run cli -- COMMAND …')
  for (const name of names) console.error(`  ${name.padEnd(14)} ${(await load(name)).summary}`)
}

const [name = '', ...args] = process.argv.slice(2)
if (names.includes(name)) {
  try {
    await (await load(name)).run(args)
  } catch (error) {
    console.error(process.env['DEBUG'] ? error : error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
} else {
  await printCommands()
  process.exitCode = name === '' || name === 'help' ? 0 : 2
}
