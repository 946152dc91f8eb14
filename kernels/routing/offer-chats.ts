/** A customer who waits. The instants are milliseconds. */
export type WaitingChat = {
  id: string
  /** Place in the queue: the earliest first, whatever happened since. */
  queuedAt: number
  queueCode: string
  /** Skill the queue asks for; null = anybody of the queue. */
  skill: string | null
  /** Who served this customer before; gets them back when free. */
  knownTo?: string | null
}

/** A person at the desk who takes chats now. */
export type Desk = {
  staffId: string
  /** Queues the person works from. */
  queues: readonly string[]
  /** Skill → level 1..5. */
  skills: Readonly<Record<string, number>>
  /** Chats offered to or served by the person now, and how many at most. */
  load: number
  capacity: number
  /** Since when nothing new was given to the person. */
  idleSince: number
}

export type Offer = { conversationId: string; staffId: string }

/** May the desk take a chat of this queue and skill at all? */
export function fits(desk: Desk, chat: Pick<WaitingChat, 'queueCode' | 'skill'>): boolean {
  return desk.queues.includes(chat.queueCode) && (chat.skill === null || (desk.skills[chat.skill] ?? 0) > 0)
}

/**
 * Gives waiting chats to free desks, first come first served. Of the desks that fit, whoever knows the customer, then the least loaded,
 * then who waited longest for work; the id decides ties, so that the same question always has the same answer. A chat nobody fits is
 * passed over and keeps its place. No desk gets more than its capacity.
 */
export function offerChats(chats: readonly WaitingChat[], desks: readonly Desk[]): Offer[] {
  const free = desks.map((desk) => ({ ...desk }))
  const given: Offer[] = []
  for (const chat of chats.toSorted((a, b) => a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1))) {
    const able = free.filter((desk) => desk.load < desk.capacity && fits(desk, chat))
    const [chosen] = able.toSorted(
      (a, b) =>
        Number(b.staffId === chat.knownTo) - Number(a.staffId === chat.knownTo) ||
        a.load - b.load ||
        a.idleSince - b.idleSince ||
        (a.staffId < b.staffId ? -1 : 1)
    )
    if (!chosen) continue
    given.push({ conversationId: chat.id, staffId: chosen.staffId })
    chosen.load += 1
    // Just given: behind everybody who waits, and behind those given before in this round.
    chosen.idleSince = Number.MAX_SAFE_INTEGER - chats.length + given.length
  }
  return given
}
