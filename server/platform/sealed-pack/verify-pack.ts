import { createHash, createPublicKey, verify } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { canonical } from '../canonical.ts'
import { digestOf, rootOf, sealHash } from '../evidence.ts'
import {
  CHAIN,
  ENTRIES,
  fingerprintOf,
  FORMAT,
  type Manifest,
  MANIFEST,
  type PackedEntry,
  type PackedLink,
  SIGNATURE
} from './manifest.ts'
import { bytesOfPart, type Container, digestOfPart, readContainer } from './read-container.ts'

const MOST_JSON = 512 * 1024 * 1024

export type PackFault = {
  fault:
    | 'unreadable'
    | 'container'
    | 'manifest'
    | 'signature-missing'
    | 'signature-wrong'
    | 'key-unexpected'
    | 'file-missing'
    | 'file-corrupted'
    | 'file-extra'
    | 'entry-changed'
    | 'chain-broken'
  /** The part, the entry of evidence or the link concerned. */
  what?: string
  detail?: string
}

export type PackReport = {
  /** Nothing is wrong. Whether it is genuine is known only when a key to compare was given. */
  whole: boolean
  genuine: boolean | null
  fingerprint: string | null
  manifest: Manifest | null
  faults: PackFault[]
  counts: { parts: number; entries: number; links: number }
}

/**
 * Checks a sealed pack without a database: every part against the signed manifest, every row of evidence against its digest, and the links of
 * the chain. `expected`: fingerprint or PEM of the installation's public key. Throws only when the file cannot be opened. @norm TK-60
 */
export async function verifyPack(path: string, expected?: string): Promise<PackReport> {
  const file = await open(path, 'r')
  try {
    return await verifyOpen(file, (await file.stat()).size, expected)
  } finally {
    await file.close()
  }
}

async function verifyOpen(file: FileHandle, size: number, expected?: string): Promise<PackReport> {
  const container = await readContainer(file, size)
  const faults: PackFault[] = container.damage.map(({ path, detail }) => ({
    fault: 'container',
    ...(path === undefined ? {} : { what: path }),
    detail
  }))
  const report: PackReport = {
    whole: false,
    genuine: null,
    fingerprint: null,
    manifest: null,
    faults,
    counts: { parts: container.parts.length, entries: 0, links: 0 }
  }
  const text = await partOf(file, size, container, MANIFEST)
  const manifest = text && manifestOf(text)
  const key = await checkSignature(file, size, container, text, expected, faults)
  report.fingerprint = key.fingerprint
  report.genuine = key.genuine
  if (!manifest) faults.push({ fault: 'manifest', what: MANIFEST, detail: text ? 'not-readable' : 'missing' })
  else {
    report.manifest = manifest
    const sound = await checkParts(file, size, container, manifest, faults)
    await checkEvidence(file, size, container, manifest, sound, report)
  }
  report.whole = faults.length === 0
  return report
}

async function partOf(file: FileHandle, size: number, { parts }: Container, path: string): Promise<Buffer | null> {
  const part = parts.find((one) => one.path === path)
  return part ? bytesOfPart(file, part, size, MOST_JSON) : null
}

function manifestOf(text: Buffer): Manifest | null {
  const value = jsonOf(text) as Manifest | null
  const isOurs =
    value !== null &&
    typeof value === 'object' &&
    value.format === FORMAT &&
    Array.isArray(value.parts) &&
    value.parts.every((part) => typeof part?.path === 'string' && typeof part.sha256 === 'string')
  return isOurs ? value : null
}

function jsonOf(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}

type Key = { fingerprint: string | null; genuine: boolean | null }

async function checkSignature(
  file: FileHandle,
  size: number,
  container: Container,
  manifest: Buffer | null,
  expected: string | undefined,
  faults: PackFault[]
): Promise<Key> {
  const text = await partOf(file, size, container, SIGNATURE)
  const seal = (text && jsonOf(text)) as { fingerprint?: unknown; publicKey?: unknown; signature?: unknown } | null
  if (!text || !seal || typeof seal.publicKey !== 'string' || typeof seal.signature !== 'string') {
    faults.push({ fault: 'signature-missing', what: SIGNATURE })
    return { fingerprint: null, genuine: expected === undefined ? null : false }
  }
  const fingerprint = printOf(seal.publicKey)
  const isSealCanonical = text.equals(Buffer.from(canonical(seal)))
  if (
    !manifest ||
    fingerprint === null ||
    fingerprint !== seal.fingerprint ||
    !isSealCanonical ||
    !isSignedBy(manifest, seal.publicKey, seal.signature)
  )
    faults.push({ fault: 'signature-wrong', what: MANIFEST })
  if (expected === undefined) return { fingerprint, genuine: null }
  const wanted = expected.includes('BEGIN') ? printOf(expected) : expected.replaceAll(/[^0-9a-f]/gi, '').toLowerCase()
  const genuine = fingerprint !== null && fingerprint === wanted
  if (!genuine) faults.push({ fault: 'key-unexpected', what: fingerprint ?? SIGNATURE })
  return { fingerprint, genuine }
}

function printOf(publicKey: string): string | null {
  try {
    return fingerprintOf(publicKey)
  } catch {
    return null
  }
}

function isSignedBy(manifest: Buffer, publicKey: string, signature: string): boolean {
  try {
    const bytes = Buffer.from(signature, 'base64')
    return bytes.toString('base64') === signature && verify(null, manifest, createPublicKey(publicKey), bytes)
  } catch {
    return false
  }
}

/** Paths of the parts that are as the manifest says. */
async function checkParts(
  file: FileHandle,
  size: number,
  { parts }: Container,
  manifest: Manifest,
  faults: PackFault[]
): Promise<Set<string>> {
  const sound = new Set<string>()
  const listed = new Map(manifest.parts.map((part) => [part.path, part]))
  const seen = new Set<string>()
  for (const part of parts) {
    if (part.path === MANIFEST || part.path === SIGNATURE) continue
    const said = listed.get(part.path)
    if (!said || seen.has(part.path)) {
      faults.push({ fault: 'file-extra', what: part.path })
      continue
    }
    seen.add(part.path)
    const { sha256, bytes } = await digestOfPart(file, part, size)
    if (sha256 === said.sha256 && bytes === said.bytes) sound.add(part.path)
    else
      faults.push({
        fault: 'file-corrupted',
        what: part.path,
        detail: bytes === said.bytes ? `sha256 ${sha256}` : `${bytes} of ${said.bytes} bytes`
      })
  }
  for (const path of listed.keys()) if (!seen.has(path)) faults.push({ fault: 'file-missing', what: path })
  return sound
}

async function checkEvidence(
  file: FileHandle,
  size: number,
  container: Container,
  manifest: Manifest,
  sound: ReadonlySet<string>,
  report: PackReport
): Promise<void> {
  if (!sound.has(ENTRIES) || !sound.has(CHAIN)) return
  const [entriesText, chainText] = [
    await partOf(file, size, container, ENTRIES),
    await partOf(file, size, container, CHAIN)
  ]
  const entries = (entriesText && jsonOf(entriesText)) as PackedEntry[] | null
  const links = (chainText && jsonOf(chainText)) as PackedLink[] | null
  if (!Array.isArray(entries) || !Array.isArray(links) || entries.length !== manifest.evidence.entries) {
    report.faults.push({ fault: 'entry-changed', what: ENTRIES, detail: 'not-readable' })
    return
  }
  report.counts.entries = entries.length
  report.counts.links = links.length
  report.faults.push(...linkFaults(links), ...entryFaults(entries, links))
}

/** Each link's hash again, each root from its leaves, and every neighbour's hash where both stand in the pack. */
function linkFaults(links: readonly PackedLink[]): PackFault[] {
  return links.flatMap((link, at): PackFault[] => {
    const bytes = (hex: string) => Buffer.from(hex, 'hex')
    const before = links[at - 1]
    const whole =
      sealHash(link.no, link.count, bytes(link.root), bytes(link.previous)).equals(bytes(link.hash)) &&
      (link.leaves === null ||
        (link.leaves.length === link.count && rootOf(link.leaves.map(bytes)).equals(bytes(link.root)))) &&
      (!before || (before.no < link.no && (before.no + 1 !== link.no || before.hash === link.previous)))
    return whole ? [] : [{ fault: 'chain-broken', what: `seal ${link.no}` }]
  })
}

function entryFaults(entries: readonly PackedEntry[], links: readonly PackedLink[]): PackFault[] {
  const byNo = new Map(links.map((link) => [link.no, link]))
  return entries.flatMap((entry): PackFault[] => {
    const { digest, seal, payload, ...proof } = entry
    if (payload !== null && digestOf({ ...proof, payload }).toString('hex') !== digest)
      return [{ fault: 'entry-changed', what: entry.id }]
    if (seal === null) return []
    return byNo.get(seal.no)?.leaves?.[seal.position] === digest
      ? []
      : [{ fault: 'chain-broken', what: entry.id, detail: `not in seal ${seal.no}` }]
  })
}

/** What a redacted part said, proven: the salt the operator keeps and the value together give the hash in the pack. */
export function provesRedaction(salt: string, value: string, sha256: string): boolean {
  return createHash('sha256').update(`${salt}\n${value}`).digest('hex') === sha256
}
