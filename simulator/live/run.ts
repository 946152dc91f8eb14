/** `node simulator/live/run.ts URL [options]`: a living centre beside a product that runs already with the sample operator. Writes into its data. */
import { createLiveCentre } from './live-centre.ts'
import { OptionError, readLiveOptions, usage } from './options.ts'
import { sayCount } from './say-count.ts'
import { NoSample, signInColleagues } from './sign-in.ts'

const [url = '', ...given] = process.argv.slice(2)
try {
  if (!URL.canParse(url)) throw new OptionError('say where the product runs: node simulator/live/run.ts http://localhost:3000 [options]')
  const options = readLiveOptions(given)
  const ground = await signInColleagues(url, options.agents)
  const centre = createLiveCentre(url, ground, options)
  const stopping = new AbortController()
  for (const sign of ['SIGINT', 'SIGTERM'] as const) process.once(sign, () => stopping.abort())
  const telling = setInterval(() => console.log(sayCount(centre)), 10_000)
  await centre.run(stopping.signal)
  clearInterval(telling)
  console.log(sayCount(centre))
} catch (error) {
  if (!(error instanceof OptionError || error instanceof NoSample)) throw error
  console.error(`${error.message}\n${usage}`)
  process.exitCode = 2
}
