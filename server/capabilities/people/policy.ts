import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { PasswordPolicy } from '#server/rulebook-types'

const rulebook = path.resolve(import.meta.dirname, '../../../rulebook')

/** Reads one YAML file of the rulebook. */
export function readRules<T>(name: string): T {
  return parse(readFileSync(path.join(rulebook, `${name}.yaml`), 'utf8')) as T
}

/** rulebook/password-policy.yaml, read once: it changes with a release, not at run time. @norm GV-02 */
export const policy: PasswordPolicy = readRules('password-policy')
