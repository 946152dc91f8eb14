import { generateKeyPairSync } from 'node:crypto'
import type { readEvidenceKey as readOperation } from '@shouwen/contract/legal-evidence'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { fingerprintOf, type PackKey } from '#platform/sealed-pack/manifest'
import { openSecret, sealSecret } from '#platform/secret-box'

const PURPOSE = 'evidence-pack-key'

/**
 * The key this installation signs evidence packs with, made on first need. Its secret half is sealed with the key of the data directory, so that
 * neither a copy of the database nor a pack lets anybody sign in our name.
 */
export async function signingKey(call: Call): Promise<PackKey> {
  const known = await present(call)
  if (known) return known
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  await call.tx
    .insertInto('legal.signing_key')
    .values({
      fingerprint: fingerprintOf(publicKey),
      public_key: publicKey,
      sealed: sealSecret(call.app.config.dataDir, PURPOSE, privateKey),
      made_at: call.now
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await present(call)) as PackKey
}

async function present(call: Call): Promise<PackKey | null> {
  const row = await call.tx
    .selectFrom('legal.signing_key')
    .select(['fingerprint', 'sealed'])
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return row
    ? { fingerprint: row.fingerprint, privateKey: openSecret(call.app.config.dataDir, PURPOSE, row.sealed as Buffer) }
    : null
}

/** The public keys, present and past: whoever received a pack compares the fingerprint with what we show in public. */
export async function readEvidenceKey(call: Call): Promise<OutputOf<typeof readOperation>> {
  const rows = await call.tx
    .selectFrom('legal.signing_key')
    .select(['fingerprint', 'public_key', 'made_at', 'retired_at'])
    .orderBy('made_at', 'desc')
    .limit(20)
    .execute()
  return {
    keys: rows.map((row) => ({
      fingerprint: row.fingerprint,
      publicKey: row.public_key,
      madeAt: row.made_at.toISOString(),
      retiredAt: row.retired_at?.toISOString() ?? null
    }))
  }
}
