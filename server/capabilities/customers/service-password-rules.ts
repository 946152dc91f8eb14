import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { servicePasswordFaultWords } from '@shouwen/contract/portal'

export type ServicePasswordFault = keyof typeof servicePasswordFaultWords

type Rules = {
  length: { min: number; max: number }
  classes: { of: ('letter' | 'digit' | 'symbol')[]; at_least: number }
  forbid: { same_character_run: number; service_number_run: number }
  one_time: { valid_days: number; length: number }
}

/** rulebook/service-password.yaml, read once. @norm GV-02 */
export const servicePasswordRules: Rules = parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../rulebook/service-password.yaml'), 'utf8')
) as Rules

/** Everything wrong with a new service password, in reading order; empty when it may be used. @norm GV-02 */
export function servicePasswordFaults(password: string, login: string, rules: Rules = servicePasswordRules): ServicePasswordFault[] {
  const text = password.normalize('NFKC')
  const characters = [...text]
  const kinds = rules.classes.of.filter((name) => classes[name].test(text)).length
  const found: [ServicePasswordFault, boolean][] = [
    ['too-short', characters.length < rules.length.min],
    ['too-long', characters.length > rules.length.max],
    ['too-few-classes', kinds < rules.classes.at_least],
    ['same-character-run', hasRun(characters, rules.forbid.same_character_run)],
    ['contains-service-number', sharesRun(text, login, rules.forbid.service_number_run)]
  ]
  return found.flatMap(([fault, present]) => (present ? [fault] : []))
}

const classes = { letter: /\p{L}/u, digit: /\p{Nd}/u, symbol: /[^\p{L}\p{Nd}\s]/u }

function hasRun(characters: string[], length: number): boolean {
  let run = 0
  return characters.some((character, at) => (run = character === characters[at - 1] ? run + 1 : 1) >= length)
}

function sharesRun(text: string, login: string, length: number): boolean {
  for (let at = 0; at + length <= login.length; at++) if (text.toLowerCase().includes(login.slice(at, at + length).toLowerCase())) return true
  return false
}

// Without characters that are mistaken for each other when read aloud or from paper.
const letters = 'abcdefghjkmnpqrstuvwxyz'
const digits = '23456789'

/** A one-time password the rules accept. */
export function newOneTimePassword(login: string): string {
  for (;;) {
    const made = Array.from({ length: servicePasswordRules.one_time.length }, () => pick(letters + digits)).join('')
    if (servicePasswordFaults(made, login).length === 0) return made
  }
}

const pick = (alphabet: string) => alphabet.charAt(randomInt(alphabet.length))
