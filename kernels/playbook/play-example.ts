import { advance, type PlaybookInput, type PlaybookState, type Proposal, restingState } from './advance.ts'
import type { Playbook, PlaybookExample } from './playbook.ts'

const MINUTE = 60_000

/** Plays an example of a playbook and says where it came out differently; empty when as written. */
export function playExample(given: Playbook, { lines, jumps }: PlaybookExample): string[] {
  const playbook =
    jumps === undefined ? given : { ...given, jumps: given.jumps?.map((jump) => ({ ...jump, allowed: jumps })) }
  const step = Math.min(MINUTE, playbook.gap_seconds * 1000)
  const faults: string[] = []
  let state: PlaybookState = restingState
  let proposal: Proposal | null = null
  let values: PlaybookState['values'] = {}
  let at = 0
  const feed = (input: PlaybookInput) => {
    ;({ state, proposal } = advance(playbook, state, input))
  }
  for (const { minute, observe, take, undo, nothing, then } of lines) {
    while (at + step < minute * MINUTE) {
      at += step
      feed({ kind: 'observed', at, values })
    }
    at = minute * MINUTE
    values = { ...values, ...observe }
    feed({ kind: 'observed', at, values })
    const told = wordsOf(proposal)
    const wanted = take ? `take ${take}` : undo ? `undo ${undo}` : nothing ? 'nothing' : told
    if (told !== wanted) faults.push(`minute ${minute}: ${told} instead of ${wanted}`)
    const of = take ?? undo
    if (of && then) feed(reportOf(of, undo !== undefined, then, at))
  }
  return faults
}

function wordsOf(proposal: Proposal | null): string {
  return proposal ? `${proposal.kind} ${proposal.step}` : 'nothing'
}

function reportOf(step: string, undo: boolean, then: 'done' | 'nobody-free' | 'declined', at: number): PlaybookInput {
  if (then !== 'done') return { kind: then, at, step }
  return undo ? { kind: 'undone', at, step } : { kind: 'taken', at, step, people: 2 }
}
