import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

/** rulebook/password-policy.yaml, the parts the code reads. @norm GV-02 */
export type PasswordPolicy = {
  length: { min: number; max: number }
  classes: { of: ('lower' | 'upper' | 'digit' | 'symbol')[]; at_least: number }
  forbid: { job_number: boolean; account_name: boolean; same_character_run: number; keyboard_or_counting_run: number; known_leaked: boolean }
  history: { remembered: number }
  age: { max_days: number; warn_days: number }
  lockout: { failures: number; within_minutes: number; for_minutes: number }
  sign_in_rate: { window_minutes: number; per_address: number; per_login: number; second_factor_minutes: number; second_factor_attempts: number }
  session: { idle_minutes: number; absolute_hours: number }
  first_password: { must_change: boolean; valid_days: number }
  two_factor: { required_for_roles: string[]; recovery_codes: number }
}

const rulebook = path.resolve(import.meta.dirname, '../../../rulebook')

/** Reads one YAML file of the rulebook. */
export function readRules<T>(name: string): T {
  return parse(readFileSync(path.join(rulebook, `${name}.yaml`), 'utf8')) as T
}

/** The policy, read once: it changes with a release, not at run time. */
export const policy: PasswordPolicy = readRules('password-policy')
