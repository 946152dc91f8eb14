import { createHash, randomBytes } from 'node:crypto'

/** A new secret for a cookie or bearer token: 256 random bits, safe in headers. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is stored of a secret. Secrets of ours are random, so a plain SHA-256 cannot be reversed by guessing. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
