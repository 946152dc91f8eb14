import type { recordCorrectionTry as tryOperation, tellCorrection as tellOperation, withdrawCorrection as withdrawOperation } from '@shouwen/contract/corrections'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { correctionHappened } from './correction-happened.ts'
import { checkWord, correctionRules } from './correction-rules.ts'
import { type Correction, correctionView, lockCorrection } from './correction.ts'

/** Called back and nobody there. After as many tries as the rulebook says the promise ends without an outcome. @norm CC-22 */
export async function recordCorrectionTry(call: Call, input: InputOf<typeof tryOperation>): Promise<OutputOf<typeof tryOperation>> {
  const correction = await openOne(call, input.correctionId)
  const tries = correction.tries + 1
  const tried = { tries, tried_at: call.now }
  const told = `【答错更正】第 ${tries} 次回拨未联系到客户${input.note ? `：${input.note}` : ''}`
  const last = tries >= correctionRules().tries
  return correctionView(call, await correctionHappened(call, correction, last ? 'correction.not-reached' : 'correction.tried', last ? { ...tried, ...settled(call, 'not-reached') } : tried, told))
}

/** The customer was told the right answer: the promise is kept, or was late. @norm CC-22 */
export async function tellCorrection(call: Call, input: InputOf<typeof tellOperation>): Promise<OutputOf<typeof tellOperation>> {
  checkWord('outcomes', input.outcome)
  const correction = await openOne(call, input.correctionId)
  const outcome = correctionRules().outcomes[input.outcome]?.zh ?? input.outcome
  const change = { ...settled(call, 'told'), outcome: input.outcome, channel: input.channel, customer_said: input.customerSaid ?? null }
  return correctionView(call, await correctionHappened(call, correction, 'correction.told', change, `【答错更正】已告知客户：${outcome}${input.customerSaid ? `。客户：${input.customerSaid}` : ''}`))
}

/** The answer was right after all; the reason stays in the ticket. */
export async function withdrawCorrection(call: Call, input: InputOf<typeof withdrawOperation>): Promise<OutputOf<typeof withdrawOperation>> {
  const correction = await openOne(call, input.correctionId)
  const knowledge = correction.knowledge_state === 'open' ? { knowledge_state: 'none' as const } : {}
  return correctionView(call, await correctionHappened(call, correction, 'correction.withdrawn', { ...settled(call, 'withdrawn'), ...knowledge }, `【答错更正】撤回：${input.reason}`))
}

async function openOne(call: Call, id: string): Promise<Correction> {
  const correction = await lockCorrection(call, id)
  if (correction.state !== 'open') throw refuse('correction-settled')
  return correction
}

const settled = (call: Call, state: Correction['state']) => ({ state, settled_at: call.now, settled_by: staffId(call.actor) })
