import type { InputOf } from '@shouwen/contract/operation'
import { editTicket, readTicket } from '@shouwen/contract/tickets'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { FieldConflict } from './field-conflict.tsx'
import style from './inline-field.module.css'

const loadEditor = () => import('./inline-editor.tsx')
const InlineEditor = lazy(() => loadEditor().then((part) => ({ default: part.InlineEditor })))

/** Fetches the editor before somebody asks for it, so that the first key typed into it is not lost. */
export const preloadInlineEditor = () => void loadEditor()

export type Patch = Omit<InputOf<typeof editTicket>, 'ticketId' | 'version'>

export type InlineFieldProps = {
  label: string
  ticket: { id: string; version: number }
  /** The value as text; a date as `YYYY-MM-DD`, an instant as ISO, several words one per line. */
  value: string
  /** How it is shown when it is not being edited; the value itself unless given. */
  shown?: ReactNode
  /** What typing begins with, where the value is masked. */
  startWith?: string
  editor?: 'line' | 'text' | 'select' | 'date' | 'instant'
  options?: { value: string; label: string }[]
  maxLength?: number
  canEdit: boolean
  isMissing?: boolean
  /** The edit as the contract takes it; an empty text where nothing is meant. */
  patch: (value: string) => Patch
}

/**
 * A fact of a ticket that is changed where it stands: press or Enter edits, Enter (Ctrl+Enter in a long text) keeps, Escape leaves.
 * When somebody changed it meanwhile, both values are shown and one is chosen.
 */
export function InlineField(props: InlineFieldProps) {
  const { label, ticket, value, shown, canEdit, isMissing, patch } = props
  const { say } = usePhrases('tickets')
  const edit = useAct(editTicket, { refreshes: [readTicket] })
  const [draft, setDraft] = useState<string>()
  // What the editor had read: fields others change from then on are protected.
  const base = useRef(ticket.version)
  const button = useRef<HTMLButtonElement>(null)
  const begin = () => {
    base.current = ticket.version
    edit.forget()
    setDraft(props.startWith ?? value)
  }
  const leave = () => {
    edit.forget()
    setDraft(undefined)
    setTimeout(() => button.current?.focus())
  }
  const keep = async (next: string, version = base.current) => {
    if (next === (props.startWith ?? value) && version === base.current) return leave()
    setDraft(next)
    if (await edit.act({ ticketId: ticket.id, version, ...patch(next.trim()) })) leave()
  }
  const conflict = edit.refusal?.code === 'changed-meanwhile' ? edit.refusal : undefined
  return (
    <div className={style.field}>
      <span className={style.label}>{label}</span>
      {draft === undefined ? (
        <button
          ref={button}
          type="button"
          className={`${style.value} ${isMissing ? style.missing : ''}`}
          disabled={!canEdit}
          onClick={begin}
        >
          <span>
            <span className="visually-hidden">{label}: </span>
            {shown ?? (value || (isMissing ? say('field.missing') : '—'))}
            {canEdit ? <span className="visually-hidden">. {say('field.edit')}</span> : null}
          </span>
          {canEdit ? <Icon name="note" size={12} /> : null}
        </button>
      ) : (
        <div className={style.editing}>
          <Suspense fallback={<Skeleton lines={1} />}>
            <InlineEditor
              {...props}
              draft={draft}
              onDraft={setDraft}
              onKeep={(next) => void keep(next)}
              onLeave={leave}
              isBusy={edit.isBusy}
              isDisputed={conflict !== undefined}
            />
          </Suspense>
          {conflict ? (
            <FieldConflict
              refusal={conflict}
              label={label}
              options={props.options}
              onMine={(version) => void keep(draft, version)}
              onTheirs={leave}
            />
          ) : edit.refusal ? (
            <RefusalNotice refusal={edit.refusal} inline />
          ) : null}
        </div>
      )}
    </div>
  )
}
