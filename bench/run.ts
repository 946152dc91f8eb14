/** `npm run bench -- NAME [argument …]` runs a scenario of this folder on a cluster of its own and prints its figures as JSON on the last line. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

type Scenario = { run?: (...given: string[]) => Promise<unknown> }

const [name = '', ...given] = process.argv.slice(2)
const file = join(import.meta.dirname, `${name}.ts`)
const scenario = /^[a-z-]+$/.test(name) && existsSync(file) ? ((await import(file)) as Scenario) : {}
if (!scenario.run) {
  const names = readdirSync(import.meta.dirname).filter((one) => one !== 'run.ts')
  const runnable: string[] = []
  for (const one of names)
    if (((await import(join(import.meta.dirname, one))) as Scenario).run) runnable.push(one.replace('.ts', ''))
  console.error(`npm run bench -- NAME, where NAME is one of: ${runnable.join(', ')}`)
  process.exit(2)
}
console.log(JSON.stringify(await scenario.run(...given)))
