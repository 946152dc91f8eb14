import { filledProduct } from './filled-product.ts'

/** How fast the generator writes tickets: `npm run bench -- generate 200000`. Processor seconds tell the truth on a busy machine. */
export async function run(count = '200000') {
  const product = await filledProduct()
  try {
    const before = process.cpuUsage()
    const made = await product.growTo(Number(count))
    const { user, system } = process.cpuUsage(before)
    return { name: 'generate', ...made, processorSeconds: (user + system) / 1e6 }
  } finally {
    await product.stop()
  }
}
