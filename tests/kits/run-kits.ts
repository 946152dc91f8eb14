import { haveOfficialFiles } from '../tmf/official.ts'
import { type KitResult, officialKits, ownKits, runKit } from './kit.ts'
import { startProduct } from './started-product.ts'

/**
 * `npm run kits`: every conformance kit against the product; the exit code says how many assertions failed.
 * With KITS_URL and KITS_TOKEN a product that runs already is taken instead of one started here.
 */
async function main(): Promise<number> {
  const { KITS_URL: url, KITS_TOKEN: token } = process.env
  const product = url && token ? { url: url.replace(/\/$/, ''), token, stop: async () => {} } : await startProduct()
  if (!haveOfficialFiles) console.error('官方一致性测试包不在旁边，只运行自有用例 / The official kits are not there: only our own run')
  try {
    const results: KitResult[] = []
    for (const kit of [...(haveOfficialFiles ? officialKits : []), ...ownKits]) results.push(await runKit(kit, product))
    console.table(results.map(({ failures, ...rest }) => ({ ...rest, failed: failures.length })))
    const failures = results.flatMap((result) => result.failures.map((line) => `${result.name} ${line}`))
    for (const line of failures) console.error(line)
    return failures.length
  } finally {
    await product.stop()
  }
}

process.exit(Math.min(await main(), 255))
