import type { MacroStep } from '@shouwen/contract/ticket-macros'
import type { Priority } from '@shouwen/contract/ticket-words'
import type { Receiver } from './receiver-select.tsx'

export const stepKinds = ['reply', 'note', 'status', 'assign', 'tags', 'priority'] as const
export type StepKind = (typeof stepKinds)[number]

/** A step while it is being written: every field there may be, most of them empty. `key` tells it from its neighbours as they move. */
export type StepDraft = {
  key: number
  do: StepKind
  /** The text of a reply or a note. */
  body: string
  /** Status and its code as one choice: `pending:waiting-appointment`, `cancelled:`; or the priority. */
  to: string
  reason: string
  detail: string
  toMe: boolean
  receiver: Receiver
  add: string[]
  remove: string[]
}

let count = 0

/** A step of this kind with nothing in it yet. */
export function emptyStep(kind: StepKind): StepDraft {
  count += 1
  return {
    key: count,
    do: kind,
    body: '',
    to: '',
    reason: '',
    detail: '',
    toMe: kind === 'assign',
    receiver: {},
    add: [],
    remove: []
  }
}

/** A kept step, ready to be changed. Reasons of standing still are codes and part of the choice; those of an end are words. */
export function draftOf(step: MacroStep): StepDraft {
  const empty = { ...emptyStep(step.do), toMe: false }
  switch (step.do) {
    case 'reply':
    case 'note':
      return { ...empty, body: step.body }
    case 'status': {
      const isCode = step.to === 'pending' || step.to === 'held'
      return {
        ...empty,
        to: `${step.to}:${isCode ? (step.reason ?? '') : ''}`,
        reason: isCode ? '' : (step.reason ?? ''),
        detail: step.detail ?? ''
      }
    }
    case 'assign': {
      const { staffId, queueCode, unitId } = step
      const receiver = { ...(staffId && { staffId }), ...(queueCode && { queueCode }), ...(unitId && { unitId }) }
      return { ...empty, toMe: step.toMe ?? false, receiver, reason: step.reason }
    }
    case 'tags':
      return { ...empty, add: step.add ?? [], remove: step.remove ?? [] }
    case 'priority':
      return { ...empty, to: step.priority, reason: step.reason }
  }
}

/** The step as the contract takes it; undefined while something is missing. */
export function stepOf(draft: StepDraft): MacroStep | undefined {
  const body = draft.body.trim()
  const reason = draft.reason.trim()
  const detail = draft.detail.trim()
  switch (draft.do) {
    case 'reply':
    case 'note':
      return body ? { do: draft.do, body } : undefined
    case 'status': {
      if (!draft.to) return undefined
      const [to, code] = draft.to.split(':') as ['inProgress' | 'pending' | 'held' | 'cancelled' | 'rejected', string]
      const why = code || reason
      if (to !== 'inProgress' && !why) return undefined
      return { do: 'status', to, ...(why && { reason: why }), ...(detail && { detail }) }
    }
    case 'assign':
      if (!reason || (!draft.toMe && Object.keys(draft.receiver).length === 0)) return undefined
      return { do: 'assign', ...(draft.toMe ? { toMe: true } : draft.receiver), reason }
    case 'tags': {
      const { add, remove } = draft
      if (add.length + remove.length === 0) return undefined
      return { do: 'tags', ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) }
    }
    case 'priority':
      return draft.to && reason ? { do: 'priority', priority: draft.to as Priority, reason } : undefined
  }
}

/** Takes the item at `index` one place up (-1) or down (1); the list itself where there is no such place. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...list]
  const [item] = next.splice(index, 1)
  const to = index + by
  if (item === undefined || to < 0 || to > next.length) return [...list]
  next.splice(to, 0, item)
  return next
}
