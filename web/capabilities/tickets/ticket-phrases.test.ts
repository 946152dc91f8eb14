import * as words from '@shouwen/contract/ticket-words'
import { HandoverView, TaskView, TicketForm } from '@shouwen/contract/ticket-schemas'
import { TicketSort } from '@shouwen/contract/ticket-lists'
import { Sharing, ViewColumn } from '@shouwen/contract/ticket-views'
import { macroVariables } from '@shouwen/contract/ticket-macros'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { stepKinds } from './macro-draft.ts'
import { keyOf } from './ticket-verbs.ts'

const file = path.resolve(import.meta.dirname, '../../phrases/zh-CN/tickets.json')
const phrases = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

function phraseOf(key: string): unknown {
  return key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], phrases)
}

const sets: Record<string, readonly unknown[]> = {
  kind: words.TicketKind.enum,
  status: words.TicketStatus.enum,
  happened: words.TicketStatus.enum,
  priority: words.Priority.enum,
  channel: words.Channel.enum,
  source: words.Source.enum,
  severity: words.Severity.enum,
  urgency: words.Urgency.enum,
  scope: words.Scope.enum,
  cause: words.RootCause.enum,
  sort: TicketSort.enum,
  column: [...ViewColumn.enum, 'title', 'number', 'promise'],
  field: Object.keys(TicketForm.properties),
  verb: Object.keys(keyOf),
  handover: HandoverView.properties.status.enum
}

for (const [prefix, set] of Object.entries(sets))
  test(`every ${prefix} of the contract has a phrase`, () => {
    expect(set.filter((word) => typeof phraseOf(`${prefix}.${word}`) !== 'string')).toEqual([])
  })

test('every state of a task, kind of link and part of a macro has its phrases', () => {
  const keys = [
    'task.happened-assigned',
    ...TaskView.properties.status.enum.flatMap((status) =>
      status === 'assigned' ? [`task.status-${status}`] : [`task.status-${status}`, `task.answer-${status}`]
    ),
    ...stepKinds.map((kind) => `macro.step-${kind}`),
    ...macroVariables.map((name) => `macro.variable-${name.replace('.', '-')}`),
    ...words.LinkKind.enum.flatMap((kind) => [`link.${kind}-from-this`, `link.${kind}-to-this`]),
    ...Sharing.enum.map((sharing) => `view.sharing-${sharing}`),
    ...words.TicketKind.enum.map((kind) => `form.title-${kind}`)
  ]
  expect(keys.filter((key) => typeof phraseOf(key) !== 'string')).toEqual([])
})

test('no two verbs have the same key, and none begins another', () => {
  const keys = Object.values(keyOf)
  expect(new Set(keys).size).toBe(keys.length)
  const others = ['r', 'n', 'f', 'j', 'k', 'u']
  const all = [...keys, ...others]
  expect(all.filter((key) => all.some((other) => other !== key && other.startsWith(`${key} `)))).toEqual([])
})
