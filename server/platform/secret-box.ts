import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const keys = new Map<string, Buffer>()

/**
 * Seals a secret that we must be able to read again (a TOTP seed, a signing key) with the key of the data directory,
 * so that a copy of the database alone does not reveal it. `purpose` is bound in: a value moved to another place does not open.
 */
export function sealSecret(dataDir: string, purpose: string, secret: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(dataDir), iv).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Opens what `sealSecret` made; throws when the key file is another one or the value was tampered with. */
export function openSecret(dataDir: string, purpose: string, box: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(dataDir), box.subarray(0, IV_BYTES)).setAAD(
    Buffer.from(purpose)
  )
  decipher.setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const open = [decipher.update(box.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
  return Buffer.concat(open).toString('utf8')
}

/** The key file, made on first need. Processes on several machines that share a database must share this file too. */
function keyOf(dataDir: string): Buffer {
  const known = keys.get(dataDir)
  if (known) return known
  const file = path.join(dataDir, 'secret.key')
  if (!existsSync(file)) makeKey(dataDir, file)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== KEY_BYTES) throw new Error(`${file} does not hold a key of ${KEY_BYTES} bytes`)
  keys.set(dataDir, key)
  return key
}

/** Linked into place whole, so two processes that start together agree on one key. */
function makeKey(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
