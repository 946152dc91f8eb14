/**
 * `npm run demo [-- options]`: the product with the sample operator, and beside it people and customers who live on its public API. The folder is that of
 * the product (DATA_DIR, or ./data): everything they do is written into it like anybody's work. Ctrl-C sends everybody home and stops the product.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createLiveCentre } from './live/live-centre.ts'
import { OptionError, readLiveOptions, usage } from './live/options.ts'
import { pause } from './live/pause.ts'
import { sayCount } from './live/say-count.ts'
import { NoSample, signInColleagues } from './live/sign-in.ts'

const main = path.resolve(import.meta.dirname, '../server/main.ts')
const READY_MS = 10 * 60_000

const places: [string, string][] = [
  ['/chats', '对话台（用 agent 登录，设为可接待，即与模拟同事一起接待）/ the chat desk: sign in as agent, be available, share the work'],
  ['/floor', '现场大屏（leader）/ the floor as it is'],
  ['/my-work', '今天的承诺 / promises of today'],
  ['/portal/', '客户门户：写信或来电 / the portal: write or call']
]

const options = readOptionsOrExit()
const port = process.env['PORT'] ?? '3000'
const url = `http://127.0.0.1:${port}`
const dataDir = path.resolve(process.env['DATA_DIR'] ?? './data')
const stopping = new AbortController()
for (const sign of ['SIGINT', 'SIGTERM'] as const) process.on(sign, () => stopping.abort())

console.log(`数据写入 / writes into ${dataDir}\n模拟的客户与员工会在其中留下真实的来访、工单和评价；不要指向生产数据。\nSimulated people leave real contacts, tickets and ratings there: never point it at data you work with.`)
// A group of its own: Ctrl-C reaches us first, so that everybody can say goodbye before the product goes. Each simulated customer has an address
// of its own, which the product believes because nobody but this machine can reach it.
const product = spawn(process.execPath, ['--enable-source-maps', main], {
  detached: true,
  env: { ...process.env, PORT: port, HOST: '127.0.0.1', TRUST_PROXY: 'yes', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' },
  stdio: ['ignore', 'inherit', 'inherit']
})
const gone = new Promise<number | null>((resolve) => product.once('exit', resolve))
void gone.then(() => stopping.abort())
process.once('exit', () => product.kill('SIGTERM'))

try {
  if (await ready()) await live()
} catch (error) {
  if (!(error instanceof NoSample)) throw error
  console.error('该数据目录不是示例运营商，演示不会在其中登录。 / This folder does not hold the sample operator; the demo signs in nowhere else.')
  process.exitCode = 1
} finally {
  product.kill('SIGTERM')
  const code = await gone
  if (code) process.exitCode = code
}

async function ready(): Promise<boolean> {
  const end = Date.now() + READY_MS
  while (Date.now() < end && !stopping.signal.aborted) {
    if (await fetch(`${url}/health`).then(({ ok }) => ok, () => false)) return true
    await pause(300, stopping.signal)
  }
  return false
}

async function live(): Promise<void> {
  const ground = await signInColleagues(url, options.agents)
  if (stopping.signal.aborted) return
  console.log(`\n${ground.colleagues.length} 人在岗 / people at work; ${options.perMinute} 位客户每分钟 / customers a minute. 看这里 / look here:\n${places.map(([where, what]) => `  ${url}${where}`.padEnd(40) + what).join('\n')}\nCtrl-C 结束 / ends it.\n`)
  const centre = createLiveCentre(url, ground, { ...options, ownAddresses: true })
  const telling = setInterval(() => console.log(sayCount(centre)), 10_000)
  await centre.run(stopping.signal)
  clearInterval(telling)
  console.log(sayCount(centre))
}

function readOptionsOrExit() {
  try {
    return readLiveOptions(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    console.error(`${error.message}\nnpm run demo -- [options]\n${usage}`)
    process.exit(2)
  }
}
