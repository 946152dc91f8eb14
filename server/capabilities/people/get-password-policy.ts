import { type getPasswordPolicy as operation, passwordFaultWords } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import { rulesOf } from './password-rules.ts'
import { policy } from './policy.ts'

/** The rules in words and numbers, for the page where a password is chosen. @norm GV-02 */
export async function getPasswordPolicy(): Promise<OutputOf<typeof operation>> {
  const rules = rulesOf(policy)
  return {
    words: { ...policy.words },
    length: rules.length,
    classes: { of: [...rules.classes.of], atLeast: rules.classes.atLeast },
    forbid: rules.forbid,
    faults: Object.entries(passwordFaultWords).map(([code, words]) => ({ code, ...words }))
  }
}
