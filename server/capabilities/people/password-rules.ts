import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { passwordFaultWords } from '@shouwen/contract/account'
import { type PasswordOwner, type PasswordRules, plainPasswordFaults } from '@shouwen/kernels/passwords/index'
import type { PasswordPolicy } from '#server/rulebook-types'

export type PasswordFault = keyof typeof passwordFaultWords
export type Owner = PasswordOwner

/** The policy as the browser learns it and the kernel applies it. */
export function rulesOf({ length, classes, forbid }: PasswordPolicy): PasswordRules {
  return {
    length,
    classes: { of: classes.of, atLeast: classes.at_least },
    forbid: {
      jobNumber: forbid.job_number,
      accountName: forbid.account_name,
      sameCharacterRun: forbid.same_character_run,
      sequenceRun: forbid.keyboard_or_counting_run
    }
  }
}

/** Everything wrong with a password, in reading order; empty when the policy accepts it. @norm GV-02 */
export function passwordFaults(password: string, owner: Owner, policy: PasswordPolicy): PasswordFault[] {
  const plain = plainPasswordFaults(password, owner, rulesOf(policy))
  const common = policy.forbid.known_leaked && isCommon(password.normalize('NFKC'))
  return common ? [...plain, 'commonly-used'] : plain
}

const listed = readFileSync(path.join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
  .split(/\r?\n/)
  .filter((line) => line !== '' && !line.startsWith('#'))
  .sort((a, b) => b.length - a.length)

/** With fewer characters of its own beside well-known words a password is as good as listed. */
const LEAST_OF_ITS_OWN = 5
const swaps: Record<string, string> = { '@': 'a', '4': 'a', '0': 'o', '1': 'i', '3': 'e', $: 's', '5': 's', '7': 't' }

function isCommon(text: string): boolean {
  const lower = text.toLowerCase()
  const unswapped = lower.replace(/[@401$357]/g, (character) => swaps[character] ?? character)
  return [lower, unswapped].some((form) => ofItsOwn(form) < LEAST_OF_ITS_OWN)
}

/** How many different letters and digits are left when well-known words are taken out, longest first. */
function ofItsOwn(text: string): number {
  let rest = text.replace(/[^\p{L}\p{N}]/gu, '')
  for (const word of listed) rest = rest.replaceAll(word, '')
  return new Set(rest).size
}

const letters = {
  lower: 'abcdefghjkmnpqrstuvwxyz',
  upper: 'ABCDEFGHJKMNPQRSTUVWXYZ',
  digit: '23456789',
  symbol: '-+=#%'
}
const ONE_TIME_LENGTH = 16

/** A random password that the policy accepts, without characters mistaken for each other on the phone or on paper. */
export function oneTimePassword(owner: Owner, policy: PasswordPolicy): string {
  const all = Object.values(letters).join('')
  const length = Math.max(ONE_TIME_LENGTH, policy.length.min)
  for (;;) {
    const password = Array.from({ length }, () => all.charAt(randomInt(all.length))).join('')
    if (passwordFaults(password, owner, policy).length === 0) return password
  }
}
