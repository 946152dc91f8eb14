import type { FilledProduct } from './filled-product.ts'
import { filledProduct } from './filled-product.ts'
import { inTurn, openClient, rounded } from './measure.ts'
import { rowColumns, shownBeside } from './shown-beside.ts'

/** Words of two characters, from those in a third of all tickets to those in few; and longer ones whose pairs are all frequent. */
const words = {
  frequent: '宽带',
  middling: '漫游',
  rare: '金鸡',
  name: '王强',
  phrase: '上周五以来',
  unlucky: '网速营业',
  two: '宽带 老人'
}

/**
 * Searching through HTTP beside the bare index query for the same rows on the same database: `npm run bench -- search [sizes]`. `rows` is the one query for
 * the lines; `all` also fetches the clocks and names shown.
 * Target: p95 at most three times the bare time, and the same at a million tickets as at a hundred thousand.
 */
export async function run(sizes = '100000,1000000', times = '200') {
  const product = await filledProduct()
  const results: Record<string, unknown>[] = []
  try {
    for (const size of sizes.split(',').map(Number)) {
      console.error(`${new Date().toISOString()} filling up to ${size} tickets`)
      const { writeSeconds, indexSeconds, ticketsPerSecond } = await product.growTo(size)
      await product.measureGrams()
      results.push({
        tickets: size,
        writeSeconds,
        indexSeconds,
        ticketsPerSecond,
        words: await measure(product, Number(times))
      })
    }
    return { name: 'search', target: 3, results }
  } finally {
    await product.stop()
  }
}

async function measure({ url, tokens, pool, regionId }: FilledProduct, times: number) {
  const client = openClient(url)
  const found: Record<string, unknown> = {}
  try {
    for (const [kind, word] of Object.entries(words)) {
      const grams = word.split(' ').flatMap((one) => [...one].slice(0, -1).map((_, at) => one.slice(at, at + 2)))
      const like = word.split(' ').map((one) => `%${one}%`)
      const text = `select ${rowColumns}, description from tickets.ticket where region_id = $1 and grams @> $2 and search_text like all ($3) order by opened_at desc, id desc limit 21`
      const { rows } = await pool.query(text, [regionId, grams, like])
      const timings = await inTurn(times, {
        http: () => client.ask('POST', '/api/tickets/search', tokens.dispatcher, { q: word }),
        rows: () => pool.query({ name: `search-${kind}`, text, values: [regionId, grams, like] }),
        all: async () => shownBeside(pool, regionId, (await pool.query({ name: `search-${kind}`, text, values: [regionId, grams, like] })).rows),
        count: () => client.ask('POST', '/api/tickets/counts', tokens.dispatcher, { q: word })
      })
      const { count, more } = JSON.parse(
        await client.ask('POST', '/api/tickets/counts', tokens.dispatcher, { q: word })
      ) as { count: number; more: boolean }
      found[kind] = {
        word,
        onFirstPage: rows.length,
        found: more ? `${count}+` : count,
        ...timings,
        toRows: rounded(timings.http.p95Ms / timings.rows.p95Ms),
        toAll: rounded(timings.http.p95Ms / timings.all.p95Ms)
      }
    }
    return found
  } finally {
    client.close()
  }
}
