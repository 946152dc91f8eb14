import { withCommandDatabase } from '#platform/command-database'
import { openDatabase } from '#platform/database'
import { type ChainFault, verifyEvidence } from '#platform/evidence'

export const summary = 'recomputes the chain of evidence and names the first rows that are not as they were sealed'

export async function run(): Promise<void> {
  const faults = await withCommandDatabase(async (url) => {
    const db = openDatabase(url, { max: 1, applicationName: 'shouwen verify' })
    return wholeChain(db).finally(() => db.destroy())
  })
  if (faults.length > 0) process.exitCode = 1
}

async function wholeChain(db: ReturnType<typeof openDatabase>): Promise<ChainFault[]> {
  const faults: ChainFault[] = []
  let rows = 0
  for (let next: number | null = 1; next !== null && faults.length < 20; ) {
    const checked: Awaited<ReturnType<typeof verifyEvidence>> = await verifyEvidence(db, next)
    faults.push(...checked.faults)
    rows += checked.rows
    next = checked.nextNo
  }
  for (const { sealNo, evidenceId, fault } of faults) console.error(`${fault}  seal ${sealNo}  ${evidenceId ?? ''}`)
  console.error(faults.length === 0 ? `证据完整 / ${rows} rows as they were sealed` : `证据有误 / ${faults.length} faults`)
  return faults
}
