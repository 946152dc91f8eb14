/** What the editor begins with for a clause that does not exist yet: the least that has the right shape. */
export function newClauseText(clauseId: string): string {
  const today = new Date().toISOString().slice(0, 10)
  return `id: ${clauseId}
kind: clock
status: in-force
title: { zh: 条款名称, en: Name of the clause }
words:
  zh: 用一句话写出承诺。
  en: The promise in one sentence.
source:
  document: { zh: 出处, en: Source }
  trust: assumed
applies: { event: ticket.opened, when: 'kind == "inquiry"' }
clock:
  promise: respond
  starts: ticket.opened
  stops: [ticket.answered, ticket.resolved]
  voids: [ticket.cancelled]
  calendar: all-hours
  owner: first-owner
limit: { minutes: 60 }
at_risk: { minutes: 15 }
effective: { from: ${today} }
examples:
  - name: answered in time
    given: { kind: inquiry, channel: email }
    events:
      - { event: ticket.opened, at: "2026-03-02T09:00:00+08:00" }
      - { event: ticket.answered, at: "2026-03-02T09:59:00+08:00" }
    expect: { applies: true, due: "2026-03-02T10:00:00+08:00", outcome: kept }
`
}
