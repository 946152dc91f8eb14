import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { tryPlaybook as tryOperation } from '@shouwen/contract/playbooks'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { channelOf, getPlaybook, getStep } from './books.ts'
import { forecastQueueOf } from './forecast-queue-of.ts'
import { permitSomewhere } from './may-answer.ts'
import { poolPeople } from './pool-people.ts'
import { queuesToHelp } from './queues-to-help.ts'

/** What the queue would look like with a step, or with so many people more. Nothing is moved and nothing is written. @norm CC-34 */
export async function tryPlaybook(call: Call, { regionId, playbookId, stepId, people }: InputOf<typeof tryOperation>): Promise<OutputOf<typeof tryOperation>> {
  permitSomewhere(call, 'playbook.read', regionId)
  const playbook = getPlaybook(playbookId)
  const step = stepId ? getStep(playbook, stepId) : playbook.steps[0]
  if (!step) throw refuse('playbook-unknown')
  const found = await queuesToHelp(call, regionId, channelOf(step))
  if (!found) throw refuse('queue-of-playbook-unknown')
  const help = { regionId, queueCodes: found.codes }
  const { act } = step
  const free = people !== undefined || act.kind !== 'move-people' ? 0 : (await poolPeople(call, act.pool, help)).filter((one) => one.there.freedom === 'free').slice(0, act.at_most ?? Number.POSITIVE_INFINITY).length
  const isWatched = step.when.measure === 'waiting' || step.when.measure === 'waiting-chats'
  return forecastQueueOf(call, channelOf(step), help, people ?? free, isWatched ? step.when.above : 0)
}
