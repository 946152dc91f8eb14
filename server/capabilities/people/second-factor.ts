import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Call } from '#platform/action'
import { openSecret, sealSecret } from '#platform/secret-box'
import { policy } from './policy.ts'
import { hashOfSecret } from './secrets.ts'

const PERIOD_SECONDS = 30
const ISSUER = 'Shouwen'
const PURPOSE = 'people.totp'

/** A new secret for a one-time-code app, with the address its QR code holds. */
export function newTotp(label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, uri: new TOTP({ issuer: ISSUER, label, secret, period: PERIOD_SECONDS }).toString() }
}

export const sealTotp = (call: Call, secret: string) => sealSecret(call.app.config.dataDir, PURPOSE, secret)

/** The time step in which a code is right (one step of clock drift either way), or null. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })
  const delta = totp.validate({ token: code.replace(/[ -]/g, ''), timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta
}

type Enrolled = { staff_id: string; totp_secret: Buffer | null }

/**
 * Accepts a one-time code of the person's app, each at most once (also when two requests bring it at the same moment).
 * @returns false when it is wrong, was used, or the key of this installation cannot open the stored secret.
 */
export async function acceptTotp(call: Call, account: Enrolled, code: string): Promise<boolean> {
  if (!account.totp_secret || !/^[\d -]+$/.test(code)) return false
  const secret = openTotp(call, account.totp_secret)
  const step = secret === null ? null : stepOfCode(secret, code, call.now)
  if (step === null) return false
  const accepted = await call.tx
    .updateTable('people.account')
    .set({ totp_last_step: step })
    .where('staff_id', '=', account.staff_id)
    .where((or) => or.or([or('totp_last_step', 'is', null), or('totp_last_step', '<', step)]))
    .returning('staff_id')
    .executeTakeFirst()
  return accepted !== undefined
}

function openTotp(call: Call, box: Buffer): string | null {
  try {
    return openSecret(call.app.config.dataDir, PURPOSE, box)
  } catch (error) {
    call.app.log.error(
      { err: error },
      'secret.key of the data directory is not the one second factors were sealed with'
    )
    return null
  }
}

/** Accepts a recovery code once. */
export async function acceptRecoveryCode(call: Call, staffId: string, code: string): Promise<boolean> {
  const used = await call.tx
    .updateTable('people.recovery_code')
    .set({ used_at: call.now })
    .where('staff_id', '=', staffId)
    .where('hash', '=', hashOfSecret(plainCode(code)))
    .where('used_at', 'is', null)
    .returning('staff_id')
    .executeTakeFirst()
  return used !== undefined
}

// Without letters and digits that are mistaken for each other; 32 of them, so a byte gives 5 bits without bias.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const CODE_LENGTH = 16
const plainCode = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Replaces a person's recovery codes by new ones and answers them: they cannot be read again. */
export async function renewRecoveryCodes(tx: Call['tx'], staffId: string): Promise<string[]> {
  await tx.deleteFrom('people.recovery_code').where('staff_id', '=', staffId).execute()
  const codes = Array.from({ length: policy.two_factor.recovery_codes }, newCode)
  await tx
    .insertInto('people.recovery_code')
    .values(codes.map((code) => ({ staff_id: staffId, hash: hashOfSecret(plainCode(code)) })))
    .execute()
  return codes
}

function newCode(): string {
  const letters = Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

export async function recoveryCodesLeft(tx: Call['tx'], staffId: string): Promise<number> {
  const row = await tx
    .selectFrom('people.recovery_code')
    .select((select) => select.fn.countAll<number>().as('left'))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}
