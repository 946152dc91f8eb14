import type { Refused } from '#lib/call.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble } from '../states.tsx'

/** Why a sign-in or a new password was refused: the refusal, and each rule that was broken in words. */
export function PasswordFaults({ refusal }: { refusal: Refused }) {
  const { say, language } = usePhrases('portal')
  const faults = refusal.details?.['faults']
  const named = Array.isArray(faults) ? faults.filter((one): one is string => typeof one === 'string') : []
  const text = named.map((one) => say(`fault.${one}`)).join(language === 'en' ? ', ' : '、')
  return <Trouble refusal={text ? { zh: `${refusal.zh}：${text}`, en: `${refusal.en}: ${text}` } : refusal} />
}
