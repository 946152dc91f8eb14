import { createHash, createPublicKey } from 'node:crypto'

export const FORMAT = 'shouwen-evidence-pack/1'
export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'signature.json'
export const ENTRIES = 'evidence/entries.json'
export const CHAIN = 'evidence/chain.json'

/** The signing key of an installation, in PEM; the fingerprint is the SHA-256 of the public half. */
export type PackKey = { fingerprint: string; privateKey: string }

/** What a pack says of itself; canonical JSON, signed as it stands. */
export type Manifest = {
  format: typeof FORMAT
  product: { name: string; version: string }
  /** Whose case it is, who asked for the pack, when, and what for. */
  subject: Record<string, unknown>
  made: { at: string; by: Record<string, unknown> | null; purpose: string; reason: string; packId: string }
  options: Record<string, unknown>
  parts: { path: string; kind: string; about?: string; bytes: number; sha256: string }[]
  /** Files that belong to the case and could not be put in as they were kept. */
  absent: { name: string; sha256: string; because: 'missing' | 'damaged' | 'deleted' | 'too-large' }[]
  evidence: { entries: number; unsealed: number; firstSeal: number | null; lastSeal: number | null; whole: boolean }
  redactions: number
  key: string
}

/** One row of evidence as the pack holds it. `payload` null: left out on request, so only its place in the chain can be checked. */
export type PackedEntry = {
  id: string
  at: string
  kind: string
  regionId: number
  subjectKind: string
  subjectId: string
  payload: Record<string, unknown> | null
  digest: string
  /** Null: written so lately that no seal covers it yet. */
  seal: { no: number; position: number } | null
}

/** One link of the chain; `leaves` are all digests under it in order, for the links that hold entries of the pack. */
export type PackedLink = {
  no: number
  count: number
  root: string
  previous: string
  hash: string
  sealedAt: string
  leaves: string[] | null
}

/** SHA-256 of a public key's DER form, in hex. Throws when it is no key. */
export function fingerprintOf(publicKeyPem: string): string {
  return createHash('sha256')
    .update(createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' }))
    .digest('hex')
}
