import { type getPasswordPolicy as operation, passwordFaultWords } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import { policy } from './policy.ts'

/** The rules in words and numbers, for the page where a password is chosen. @norm GV-02 */
export async function getPasswordPolicy(): Promise<OutputOf<typeof operation>> {
  return {
    words: { ...policy.words },
    length: { ...policy.length },
    classes: { of: [...policy.classes.of], atLeast: policy.classes.at_least },
    faults: Object.entries(passwordFaultWords).map(([code, words]) => ({ code, ...words }))
  }
}
