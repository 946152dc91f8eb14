import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type PackFault, type PackReport, verifyPack } from '#platform/sealed-pack/verify-pack'

export const summary = 'checks an evidence pack offline: verify-pack FILE [--key FINGERPRINT|PEM-FILE] [--json]; exit 0 whole, 1 not, 2 unreadable'

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { key: { type: 'string' }, json: { type: 'boolean' } } })
  const [file] = positionals
  if (!file || positionals.length > 1) {
    console.error(summary)
    process.exitCode = 2
    return
  }
  const expected = values.key && existsSync(values.key) ? readFileSync(values.key, 'utf8') : values.key
  let report: PackReport
  try {
    report = await verifyPack(file, expected)
  } catch (error) {
    console.error(`打不开 / cannot be opened: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 2
    return
  }
  console.log(values.json ? JSON.stringify(report, null, 2) : wordsOf(report).join('\n'))
  if (!report.whole) process.exitCode = 1
}

const words: Record<PackFault['fault'], string> = {
  unreadable: '无法读取 / unreadable',
  container: '容器被改动 / container changed',
  manifest: '清单缺失或无法读取 / manifest missing or unreadable',
  'signature-missing': '签名缺失 / signature missing',
  'signature-wrong': '签名不符，清单被改动 / signature wrong: the manifest was changed',
  'key-unexpected': '不是该系统的签名，疑为伪造 / signed by another key: forged',
  'file-missing': '缺少文件 / file missing',
  'file-corrupted': '文件被改动 / file corrupted',
  'file-extra': '多出文件 / file not in the manifest',
  'entry-changed': '证据行被改动 / row of evidence changed',
  'chain-broken': '证据链断裂 / chain broken'
}

function wordsOf({ whole, genuine, fingerprint, manifest, faults, counts }: PackReport): string[] {
  const head = manifest ? [`${JSON.stringify(manifest.subject)}`, `${manifest.made.at} · ${manifest.made.purpose} · ${manifest.product.name} ${manifest.product.version}`] : []
  const absent = (manifest?.absent ?? []).map(({ name, because }) => `制作时已缺 / absent when made: ${name} (${because})`)
  const key = genuine === null ? `签名者 / signed by ${fingerprint ?? '?'} （未与系统公示的指纹核对 / not compared: give --key）` : genuine ? `签名者相符 / signed by the expected key ${fingerprint}` : ''
  const chain = manifest ? [`证据 ${counts.entries} 行、链 ${counts.links} 环${manifest.evidence.whole ? '（连续）' : '（仅含相关各环）'} / ${counts.entries} rows, ${counts.links} links${manifest.evidence.whole ? ', without a gap' : ', only those concerned'}; ${manifest.evidence.unsealed} unsealed`] : []
  const found = faults.map(({ fault, what, detail }) => `✗ ${words[fault]}${what ? `: ${what}` : ''}${detail ? ` (${detail})` : ''}`)
  return [...head, ...absent, ...chain, key, ...found, whole ? `✓ 完整，${counts.parts} 个文件 / whole, ${counts.parts} files` : `✗ ${faults.length} 处不符 / ${faults.length} faults`].filter(Boolean)
}
