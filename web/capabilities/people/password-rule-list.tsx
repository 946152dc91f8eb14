import type { getPasswordPolicy } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import type { PlainPasswordFault } from '@shouwen/kernels/passwords/index'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import style from './password-rule-list.module.css'

export type RuleFault = PlainPasswordFault | 'commonly-used' | 'used-before'

/** The rules of a password, each with how it stands now. The last one only the server can judge. */
export function PasswordRuleList({
  id,
  policy,
  isEmpty,
  faults
}: {
  id: string
  policy: OutputOf<typeof getPasswordPolicy>
  isEmpty: boolean
  faults: readonly RuleFault[]
}) {
  const { say } = usePhrases('sign-in')
  const { length, classes, forbid } = policy
  const rules: { text: string; faults: RuleFault[]; atSubmit?: true }[] = [
    { text: say('rule.length', { min: length.min, max: length.max }), faults: ['too-short', 'too-long'] },
    { text: say('rule.classes', { count: classes.atLeast }), faults: ['too-few-classes'] },
    { text: say('rule.own'), faults: ['contains-job-number', 'contains-login'] },
    { text: say('rule.same', { count: forbid.sameCharacterRun }), faults: ['same-character-run'] },
    { text: say('rule.sequence', { count: forbid.sequenceRun }), faults: ['sequence-run'] },
    { text: say('rule.known'), faults: ['commonly-used', 'used-before'], atSubmit: true }
  ]
  return (
    <ul id={id} className={style.rules}>
      {rules.map((rule) => {
        const isBroken = rule.faults.some((fault) => faults.includes(fault))
        const state = rule.atSubmit ? (isBroken ? 'wrong' : 'waiting') : isEmpty || isBroken ? 'waiting' : 'met'
        return (
          <li key={rule.text} className={style[state]}>
            {state === 'waiting' ? (
              <span className={style.ring} aria-hidden />
            ) : (
              <Icon name={state === 'met' ? 'check' : 'warn'} size={14} />
            )}
            <span>
              {rule.text}
              <span className="visually-hidden">{say(`rule.${state}`)}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
