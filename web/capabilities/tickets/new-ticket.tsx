import type { TicketKind } from '@shouwen/contract/ticket-words'
import { openTicket } from '@shouwen/contract/tickets'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Keycap } from '#ui/keycap.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { isComposing, useShortcut } from '#ui/shortcuts.ts'
import { toast } from '#ui/undo-toast.tsx'
import { usePhone } from '#ui/use-phone.ts'
import { Duplicates } from './duplicates.tsx'
import type { FormField } from './form-fields.ts'
import { KindFields } from './kind-fields.tsx'
import { NewTicketClass } from './new-ticket-class.tsx'
import { NewTicketContact } from './new-ticket-contact.tsx'
import { emptyDraft, inputOf, isComplete, type TicketDraft } from './new-ticket-draft.ts'
import style from './new-ticket.module.css'
import { kinds, useTicketChoices } from './ticket-words.ts'

/** Takes down a matter: its kind decides what is asked, repeats are shown while one types, the priority follows from the rules. */
export function NewTicket() {
  const { say, pick } = usePhrases('tickets')
  const navigate = useNavigate()
  const may = useCan()
  const phone = usePhone()
  const { customerId }: { customerId?: string } = useSearch({ strict: false })
  const { choices } = useTicketChoices()
  const open = useAct(openTicket)
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const [draft, setDraft] = useState(() => emptyDraft(may('ticket.accept'), customerId))
  const put = (part: Partial<TicketDraft>) => setDraft((former) => ({ ...former, ...part }))
  const choose = (kind: TicketKind) => put({ kind, category: undefined, form: {} })
  const required = (choices?.forms.find((each) => each.kind === draft.kind)?.required ?? []) as FormField[]
  const missing = (value: string) => (tried && value.trim() === '' ? say('new.required') : undefined)

  const submit = async () => {
    setTried(true)
    if (!isComplete(draft, required)) {
      // The first field that must be given and is empty; without one, it is the customer.
      const empty = form.current?.querySelector<HTMLElement>('[aria-required="true"]:placeholder-shown')
      return (empty ?? form.current?.querySelector('input'))?.focus()
    }
    const done = await open.act(inputOf(draft))
    if (!done) return
    const because = say('new.opened-as', { priority: done.priority, because: pick(done.priorityBecause) })
    toast({ text: `${say('done.open', { number: done.number })} · ${because}`, tone: 'good', stayMs: 10_000 })
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: done.id }, replace: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  return (
    <Page
      title={say('new.title')}
      fill
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/tickets' })}>{say('new.leave')}</Button>
          <Button type="primary" loading={open.isBusy} onClick={() => void submit()}>
            {say('new.open')} {phone ? null : <Keycap keys="Ctrl+Enter" />}
          </Button>
        </>
      }
    >
      {kinds.map((kind, index) => (
        <KindKey key={kind} kind={kind} keys={`Alt+${index + 1}`} onChoose={() => choose(kind)} />
      ))}
      <div className={style.columns}>
        <form ref={form} className={style.form} onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
          <Segments
            label={say('new.kind')}
            value={draft.kind}
            onChange={(kind) => choose(kind as TicketKind)}
            options={kinds.map((kind) => ({ id: kind, label: say(`kind.${kind}`) }))}
          />
          <NewTicketContact draft={draft} put={put} tried={tried} />
          <Labelled label={say('field.title')} required error={missing(draft.title)}>
            {(ids) => (
              <Input
                {...ids}
                placeholder=" "
                value={draft.title}
                maxLength={200}
                onChange={(event) => put({ title: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label={say('field.description')} required error={missing(draft.description)}>
            {(ids) => (
              <Input.TextArea
                {...ids}
                placeholder=" "
                value={draft.description}
                maxLength={20_000}
                autoSize={{ minRows: 3, maxRows: 12 }}
                onChange={(event) => put({ description: event.target.value })}
              />
            )}
          </Labelled>
          <KindFields kind={draft.kind} form={draft.form} onChange={(next) => put({ form: next })} tried={tried} />
          <NewTicketClass draft={draft} put={put} tried={tried} />
          {open.refusal ? <RefusalNotice refusal={open.refusal} inline /> : null}
        </form>
        <Duplicates
          title={draft.title}
          description={draft.description}
          customerId={draft.customerId}
          contactPhone={draft.contactPhone}
          kind={draft.kind}
        />
      </div>
    </Page>
  )
}

/** A component, because each key is registered by a hook of its own. */
function KindKey({ kind, keys, onChoose }: { kind: TicketKind; keys: string; onChoose: () => void }) {
  const { say } = usePhrases('tickets')
  useShortcut(keys, say(`kind.${kind}`), onChoose, { group: say('keys.new'), inFields: true })
  return null
}
