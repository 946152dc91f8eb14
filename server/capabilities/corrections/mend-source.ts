import type { mendSource as mendOperation } from '@shouwen/contract/corrections'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { correctionHappened } from './correction-happened.ts'
import { correctionView, lockCorrection } from './correction.ts'

/** What had been wrong at its source is right now, so that nobody is told the same again. @norm KB-17 */
export async function mendSource(call: Call, input: InputOf<typeof mendOperation>): Promise<OutputOf<typeof mendOperation>> {
  const correction = await lockCorrection(call, input.correctionId)
  if (correction.knowledge_state !== 'open') throw refuse('correction-source-not-open')
  const change = { knowledge_state: 'mended' as const, mended_at: call.now, mended_by: staffId(call.actor) }
  return correctionView(call, await correctionHappened(call, correction, 'correction.source-mended', change, `【答错更正】知识源已改正${input.note ? `：${input.note}` : ''}`))
}
