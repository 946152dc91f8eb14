import type { InputOf } from '@shouwen/contract/operation'
import type { startBulkChange } from '@shouwen/contract/ticket-bulk'
import { listMacros } from '@shouwen/contract/ticket-macros'
import type { Priority } from '@shouwen/contract/ticket-words'
import { Input, Radio, Select } from 'antd'
import { useEffect, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { type Receiver, ReceiverSelect } from './receiver-select.tsx'
import { priorities, useTicketChoices } from './ticket-words.ts'
import style from './verb-form.module.css'

export type BulkOrder = Pick<InputOf<typeof startBulkChange>, 'steps' | 'macroId'>
export const bulkVerbs = ['assign', 'status', 'tags', 'priority', 'note', 'macro'] as const
export type BulkVerb = (typeof bulkVerbs)[number]

/** What is done to each ticket. `onOrder` gets it once it is complete, undefined while it is not. */
export function BulkSteps({ verb, onOrder }: { verb: BulkVerb; onOrder: (order: BulkOrder | undefined) => void }) {
  const { say } = usePhrases('tickets')
  const { choices, reason: pauseReason } = useTicketChoices()
  const macros = useRead(listMacros, {}, { enabled: verb === 'macro' })
  const [receiver, setReceiver] = useState<Receiver>({})
  const [to, setTo] = useState<string>()
  const [tags, setTags] = useState<{ add: string[]; remove: string[] }>({ add: [], remove: [] })
  const [text, setText] = useState('')
  const order = orderOf(verb, { receiver, to, tags, text: text.trim() })
  const told = JSON.stringify(order)
  // The parent hears of it after the draw in which it changed.
  useEffect(() => onOrder(told ? (JSON.parse(told) as BulkOrder) : undefined), [told])
  const reason = (
    <Labelled label={say('form.reason')} required>
      {(ids) => <Input {...ids} value={text} maxLength={300} onChange={(event) => setText(event.target.value)} />}
    </Labelled>
  )
  if (verb === 'assign')
    return (
      <div className={style.form}>
        <ReceiverSelect value={receiver} onChange={setReceiver} />
        {reason}
      </div>
    )
  if (verb === 'status')
    return (
      <div className={style.form}>
        <Radio.Group
          vertical
          aria-label={say('column.status')}
          value={to}
          onChange={(event) => setTo(event.target.value as string)}
          options={[
            { value: 'inProgress:', label: say('verb.resume') },
            ...(choices?.pauseReasons ?? [])
              .filter((each) => !each.detail)
              .map((each) => ({
                value: `${each.status}:${each.code}`,
                label: `${say(`status.${each.status}`)} · ${pauseReason(each.code)}`
              })),
            { value: 'cancelled:', label: say('verb.cancel') }
          ]}
        />
        {to === 'cancelled:' ? reason : null}
      </div>
    )
  if (verb === 'tags')
    return (
      <div className={style.form}>
        {(['add', 'remove'] as const).map((which) => (
          <Labelled key={which} label={say(`bulk.tags-${which}`)}>
            {(ids) => (
              <Select
                {...ids}
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[' ', ',', '，', '、']}
                maxCount={20}
                value={tags[which]}
                onChange={(words: string[]) =>
                  setTags({ ...tags, [which]: words.map((word) => word.trim().slice(0, 40)).filter(Boolean) })
                }
              />
            )}
          </Labelled>
        ))}
      </div>
    )
  if (verb === 'priority')
    return (
      <div className={style.form}>
        <Radio.Group
          vertical
          aria-label={say('column.priority')}
          value={to}
          onChange={(event) => setTo(event.target.value as string)}
          options={priorities.map((each) => ({ value: each, label: `${each} ${say(`priority.${each}`)}` }))}
        />
        {reason}
      </div>
    )
  if (verb === 'note')
    return (
      <Labelled label={say('talk.note')} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={text}
            maxLength={10_000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Labelled>
    )
  return (
    <Labelled
      label={say('macro.title')}
      required
      hint={macros.data?.items.length === 0 ? say('macro.none') : undefined}
    >
      {(ids) => (
        <Select
          {...ids}
          showSearch={{ optionFilterProp: 'label' }}
          value={to ?? null}
          onChange={(macroId: string) => setTo(macroId)}
          options={(macros.data?.items ?? []).map((macro) => ({ value: macro.id, label: macro.name }))}
        />
      )}
    </Labelled>
  )
}

type Given = { receiver: Receiver; to: string | undefined; tags: { add: string[]; remove: string[] }; text: string }

/** The order as the contract takes it; undefined while something is missing. */
export function orderOf(verb: BulkVerb, { receiver, to, tags, text }: Given): BulkOrder | undefined {
  switch (verb) {
    case 'assign':
      return Object.keys(receiver).length > 0 && text
        ? { steps: [{ do: 'assign', ...receiver, reason: text }] }
        : undefined
    case 'status': {
      if (!to || (to === 'cancelled:' && !text)) return undefined
      const [status, code] = to.split(':') as ['inProgress' | 'pending' | 'held' | 'cancelled', string]
      const why = code || text
      return { steps: [{ do: 'status', to: status, ...(why ? { reason: why } : {}) }] }
    }
    case 'tags': {
      const { add, remove } = tags
      if (add.length + remove.length === 0) return undefined
      return { steps: [{ do: 'tags', ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) }] }
    }
    case 'priority':
      return to && text ? { steps: [{ do: 'priority', priority: to as Priority, reason: text }] } : undefined
    case 'note':
      return text ? { steps: [{ do: 'note', body: text }] } : undefined
    case 'macro':
      return to ? { macroId: to } : undefined
  }
}
