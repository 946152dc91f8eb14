import { Checkbox, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Labelled } from '#ui/labelled.tsx'
import type { StepDraft } from './macro-draft.ts'
import style from './macro-editor.module.css'
import { MacroText } from './macro-text.tsx'
import { ReceiverSelect } from './receiver-select.tsx'
import { priorities, useTicketChoices } from './ticket-words.ts'

/** One step of a macro: what it does, with its place in the order. */
export function MacroStepCard({
  draft,
  place,
  of,
  disabled,
  isWanting,
  onChange,
  onMove,
  onRemove
}: {
  draft: StepDraft
  place: number
  of: number
  disabled: boolean
  /** Somebody tried to keep the macro while something of this step is missing. */
  isWanting: boolean
  onChange: (draft: StepDraft) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}) {
  const { say } = usePhrases('tickets')
  const name = say(`macro.step-${draft.do}`)
  const step = say('macro.step', { place, name })
  return (
    <li className={style.step} aria-label={step}>
      <div className={style.stepHead}>
        <strong>{step}</strong>
        {disabled ? null : (
          <>
            <span className={style.up}>
              <IconButton
                icon="down"
                size="small"
                label={say('macro.step-up', { name })}
                disabled={place === 1}
                onClick={() => onMove(-1)}
              />
            </span>
            <IconButton
              icon="down"
              size="small"
              label={say('macro.step-down', { name })}
              disabled={place === of}
              onClick={() => onMove(1)}
            />
            <IconButton icon="close" size="small" label={say('macro.step-remove', { name })} onClick={onRemove} />
          </>
        )}
      </div>
      <StepFields draft={draft} disabled={disabled} put={(change) => onChange({ ...draft, ...change })} />
      {isWanting ? (
        <p className={style.wanting} role="alert">
          {say('macro.step-wanting')}
        </p>
      ) : null}
    </li>
  )
}

type FieldsProps = { draft: StepDraft; disabled: boolean; put: (change: Partial<StepDraft>) => void }

function StepFields({ draft, disabled, put }: FieldsProps): ReactNode {
  const { say } = usePhrases('tickets')
  const reason = (
    <Labelled label={say('form.reason')} required>
      {(ids) => (
        <Input
          {...ids}
          value={draft.reason}
          disabled={disabled}
          maxLength={300}
          onChange={(event) => put({ reason: event.target.value })}
        />
      )}
    </Labelled>
  )
  switch (draft.do) {
    case 'reply':
    case 'note':
      return (
        <MacroText
          label={say(`macro.text-${draft.do}`)}
          value={draft.body}
          disabled={disabled}
          onChange={(body) => put({ body })}
        />
      )
    case 'status':
      return <StatusFields draft={draft} disabled={disabled} put={put} reason={reason} />
    case 'assign':
      return (
        <>
          <Checkbox
            checked={draft.toMe}
            disabled={disabled}
            onChange={(event) => put({ toMe: event.target.checked, receiver: {} })}
          >
            {say('macro.to-me')}
          </Checkbox>
          {draft.toMe ? null : (
            <ReceiverSelect
              value={draft.receiver}
              disabled={disabled}
              autoFocus={false}
              onChange={(receiver) => put({ receiver })}
            />
          )}
          {reason}
        </>
      )
    case 'tags':
      return (['add', 'remove'] as const).map((which) => (
        <Labelled key={which} label={say(`bulk.tags-${which}`)}>
          {(ids) => (
            <Select
              {...ids}
              mode="tags"
              open={false}
              suffixIcon={null}
              disabled={disabled}
              tokenSeparators={[' ', ',', '，', '、']}
              maxCount={20}
              value={draft[which]}
              onChange={(words: string[]) =>
                put({ [which]: words.map((word) => word.trim().slice(0, 40)).filter(Boolean) })
              }
            />
          )}
        </Labelled>
      ))
    case 'priority':
      return (
        <>
          <Labelled label={say('column.priority')} required>
            {(ids) => (
              <Select
                {...ids}
                value={draft.to || null}
                disabled={disabled}
                onChange={(to: string) => put({ to })}
                options={priorities.map((each) => ({ value: each, label: `${each} ${say(`priority.${each}`)}` }))}
              />
            )}
          </Labelled>
          {reason}
        </>
      )
  }
}

/** Where the ticket goes: on with the work, to a standstill with its reason, or to an end with words. */
function StatusFields({ draft, disabled, put, reason }: FieldsProps & { reason: ReactNode }) {
  const { say } = usePhrases('tickets')
  const { choices, reason: pauseReason } = useTicketChoices()
  const standing = choices?.pauseReasons ?? []
  const chosen = standing.find((each) => `${each.status}:${each.code}` === draft.to)
  const isEnd = draft.to === 'cancelled:' || draft.to === 'rejected:'
  return (
    <>
      <Labelled label={say('column.status')} required>
        {(ids) => (
          <Select
            {...ids}
            value={draft.to || null}
            disabled={disabled}
            onChange={(to: string) => put({ to, reason: '', detail: '' })}
            options={[
              { value: 'inProgress:', label: say('status.inProgress') },
              ...standing.map((each) => ({
                value: `${each.status}:${each.code}`,
                label: `${say(`status.${each.status}`)} · ${pauseReason(each.code)}`
              })),
              { value: 'cancelled:', label: say('status.cancelled') },
              { value: 'rejected:', label: say('status.rejected') }
            ]}
          />
        )}
      </Labelled>
      {isEnd ? reason : null}
      {chosen?.detail ? (
        <Labelled label={say('form.detail')} hint={say('form.detail-needed')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              value={draft.detail}
              disabled={disabled}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              onChange={(event) => put({ detail: event.target.value })}
            />
          )}
        </Labelled>
      ) : null}
    </>
  )
}
