import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { passwordFaultWords } from '@shouwen/contract/account'
import type { PasswordPolicy } from '#server/rulebook-types'

export type PasswordFault = keyof typeof passwordFaultWords
/** Whose password it is: parts of it that others know must not be in it. */
export type Owner = { login: string; jobNumber: string }

/** Everything wrong with a password, in reading order; empty when the policy accepts it. @norm GV-02 */
export function passwordFaults(password: string, owner: Owner, policy: PasswordPolicy): PasswordFault[] {
  const text = password.normalize('NFKC')
  const length = [...text].length
  const { forbid } = policy
  const found: [PasswordFault, boolean][] = [
    ['too-short', length < policy.length.min],
    ['too-long', length > policy.length.max],
    ['too-few-classes', policy.classes.of.filter((name) => classes[name].test(text)).length < policy.classes.at_least],
    ['contains-job-number', forbid.job_number && holds(text, owner.jobNumber)],
    ['contains-login', forbid.account_name && holds(text, owner.login.split('@')[0] ?? '')],
    ['same-character-run', longestRun(text, (a, b) => a === b) >= forbid.same_character_run],
    ['sequence-run', longestSequence(text) >= forbid.keyboard_or_counting_run],
    ['commonly-used', forbid.known_leaked && isCommon(text)]
  ]
  return found.flatMap(([fault, present]) => (present ? [fault] : []))
}

// A Chinese character is neither case, so it counts as a symbol.
const classes = { lower: /\p{Ll}/u, upper: /\p{Lu}/u, digit: /\p{Nd}/u, symbol: /[^\p{Ll}\p{Lu}\p{Nd}\s]/u }

/** Shorter parts turn up by chance. */
const SHORTEST_PART = 3
const holds = (text: string, part: string) => part.length >= SHORTEST_PART && text.toLowerCase().includes(part.toLowerCase())

function longestRun(text: string, follows: (a: string, b: string) => boolean): number {
  let longest = 0
  let run = 0
  let before: string | undefined
  for (const character of text.toLowerCase()) {
    run = before !== undefined && follows(before, character) ? run + 1 : 1
    longest = Math.max(longest, run)
    before = character
  }
  return longest
}

const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** The longest run of characters that follow each other, forwards or backwards, in counting or on the keyboard. */
function longestSequence(text: string): number {
  const next = (row: string) => longestRun(text, (a, b) => row.includes(a + b))
  return Math.max(...rows.flatMap((row) => [next(row), next([...row].reverse().join(''))]))
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

const letters = { lower: 'abcdefghjkmnpqrstuvwxyz', upper: 'ABCDEFGHJKMNPQRSTUVWXYZ', digit: '23456789', symbol: '-+=#%' }
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
