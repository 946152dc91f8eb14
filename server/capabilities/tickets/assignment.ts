export type Strategy = 'pull' | 'round-robin' | 'load' | 'skill'

/** A member of a queue who could be given a ticket. */
export type Candidate = {
  staffId: string
  /** Open tickets assigned to them now. */
  load: number
  /** When they last got one from this queue (milliseconds); null = never. */
  lastAt: number | null
  /** Level in the skill the queue wants, 0 = does not have it. */
  skill: number
}

/**
 * Who gets the next ticket. Round robin: whoever waited longest for one. Load: whoever has the fewest open. Skill: the best at it, and of
 * those the least loaded; nobody when no one has it. Ties go to the longest wait, then to the smaller id, so that the choice can be
 * repeated and explained. Null = it stays in the queue.
 */
export function chooseMember(strategy: Strategy, candidates: readonly Candidate[]): string | null {
  if (strategy === 'pull') return null
  const able = strategy === 'skill' ? candidates.filter((one) => one.skill > 0) : candidates
  const [first] = [...able].sort(
    (a, b) => ranking[strategy](a, b) || wait(a) - wait(b) || (a.staffId < b.staffId ? -1 : 1)
  )
  return first?.staffId ?? null
}

const wait = (one: Candidate) => one.lastAt ?? Number.NEGATIVE_INFINITY

const ranking: Record<Exclude<Strategy, 'pull'>, (a: Candidate, b: Candidate) => number> = {
  'round-robin': () => 0,
  load: (a, b) => a.load - b.load,
  skill: (a, b) => b.skill - a.skill || a.load - b.load
}

export type QueueRule = { code: string; kinds: readonly string[]; categories: readonly string[]; rank: number }

/**
 * The queue a matter belongs to: it must take the kind, and among those the longest matching branch of the category tree wins; a queue
 * without categories takes what nobody else does. Equal: lower rank, then code. @norm TK-05 @norm TK-06
 */
export function chooseQueue<T extends QueueRule>(
  queues: readonly T[],
  matter: { kind: string; category: string | null }
): T | null {
  const fitting = queues
    .filter((queue) => queue.kinds.length === 0 || queue.kinds.includes(matter.kind))
    .map((queue) => ({
      queue,
      depth: branchDepth(queue.categories, matter.category),
      named: queue.kinds.length > 0 ? 1 : 0
    }))
    .filter((one) => one.depth >= 0)
  fitting.sort(
    (a, b) =>
      b.depth - a.depth || b.named - a.named || a.queue.rank - b.queue.rank || (a.queue.code < b.queue.code ? -1 : 1)
  )
  return fitting[0]?.queue ?? null
}

/** Length of the longest branch that holds the category, 0 when the queue takes all, -1 when it does not take this one. */
function branchDepth(branches: readonly string[], category: string | null): number {
  if (branches.length === 0) return 0
  const holding = branches.filter((branch) => category === branch || category?.startsWith(`${branch}.`))
  return holding.length === 0 ? -1 : Math.max(...holding.map((branch) => branch.length))
}
