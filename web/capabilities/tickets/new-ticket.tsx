import type { Channel, Scope, Severity, Source, TicketKind, Urgency } from '@shouwen/contract/ticket-words'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import { openTicket } from '@shouwen/contract/tickets'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
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
import { CustomerSelect, LineSelect, PhoneMatch } from './customer-select.tsx'
import { Duplicates } from './duplicates.tsx'
import type { FormField } from './form-fields.ts'
import { KindFields } from './kind-fields.tsx'
import style from './new-ticket.module.css'
import { channels, kinds, optionsOf, scopes, severities, urgencies, useTicketChoices } from './ticket-words.ts'

type Draft = {
  kind: TicketKind
  title: string
  description: string
  form: TicketForm
  customerId?: string
  lineId?: string
  contactName: string
  contactPhone: string
  contactEmail: string
  channel: Channel
  source?: Source
  category?: string
  severity: Severity
  urgency: Urgency
  scope: Scope
  keep: boolean
}

const sources = ['customer', 'regulator-12300', 'regulator-12315', 'city-12345', 'spam-12321', 'media', 'survey', 'monitoring', 'internal'] as const

/** Takes down a matter: its kind decides what is asked, repeats are shown while one types, the priority follows from the rules. */
export function NewTicket() {
  const { say, pick } = usePhrases('tickets')
  const navigate = useNavigate()
  const may = useCan()
  const { customerId } = useSearch({ strict: false }) as { customerId?: string }
  const { choices, categoryOptions } = useTicketChoices()
  const open = useAct(openTicket)
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const [draft, setDraft] = useState<Draft>({
    kind: 'inquiry', title: '', description: '', form: {}, contactName: '', contactPhone: '', contactEmail: '', channel: 'phone', severity: 'general', urgency: 'normal', scope: 'one', keep: may('ticket.accept'),
    ...(customerId ? { customerId } : {})
  })
  const put = (part: Partial<Draft>) => setDraft((former) => ({ ...former, ...part }))
  const required = (choices?.forms.find((each) => each.kind === draft.kind)?.required ?? []) as FormField[]
  const isFilled = (field: FormField) => Boolean(draft.form[field]?.length)
  const hasContact = Boolean(draft.customerId || draft.contactPhone.trim() || draft.contactEmail.trim())
  const isComplete = draft.title.trim() !== '' && draft.description.trim() !== '' && required.every(isFilled) && hasContact
  const missing = (value: string) => (tried && value.trim() === '' ? say('new.required') : undefined)

  const submit = async () => {
    setTried(true)
    if (!isComplete) return form.current?.querySelector<HTMLElement>('[aria-required="true"]:placeholder-shown')?.focus()
    const done = await open.act(inputOf(draft))
    if (!done) return
    toast({ text: `${say('done.open', { number: done.number })} · ${say('new.opened-as', { priority: done.priority, because: pick(done.priorityBecause) })}`, tone: 'good', stayMs: 10_000 })
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: done.id }, replace: true })
  }
  const leave = () => void navigate({ to: '/tickets' })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  for (const [index, kind] of kinds.entries())
    // The kinds never change, so neither does the number of hooks.
    // oxlint-disable-next-line rules-of-hooks
    useShortcut(`Alt+${index + 1}`, `${say('new.kind')}: ${say(`kind.${kind}`)}`, () => put({ kind, category: undefined, form: {} }), { group: say('keys.new'), inFields: true })
  return (
    <Page
      title={say('new.title')}
      fill
      actions={
        <>
          <Button onClick={leave}>{say('new.leave')}</Button>
          <Button type="primary" loading={open.isBusy} onClick={() => void submit()}>
            {say('new.open')} <Keycap keys="Ctrl+Enter" />
          </Button>
        </>
      }
    >
      <div className={style.columns}>
        <form ref={form} className={style.form} onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
          <Segments label={say('new.kind')} value={draft.kind} onChange={(kind) => put({ kind: kind as TicketKind, category: undefined, form: {} })} options={kinds.map((kind) => ({ id: kind, label: say(`kind.${kind}`) }))} />
          <div className={style.two}>
            <Labelled label={say('new.customer')} error={tried && !hasContact ? say('new.contact-needed') : undefined}>
              {(ids) => <CustomerSelect id={ids.id} autoFocus value={draft.customerId} onChange={(next) => put({ customerId: next, lineId: undefined })} />}
            </Labelled>
            {draft.customerId ? (
              <Labelled label={say('new.line')}>{(ids) => <LineSelect id={ids.id} customerId={draft.customerId as string} value={draft.lineId} onChange={(lineId) => put({ lineId })} />}</Labelled>
            ) : (
              <Labelled label={say('customer.contact-phone')} hint={<PhoneMatch phone={draft.contactPhone} onUse={(id) => put({ customerId: id })} />}>
                {(ids) => <Input {...ids} inputMode="tel" value={draft.contactPhone} maxLength={40} onChange={(event) => put({ contactPhone: event.target.value })} />}
              </Labelled>
            )}
          </div>
          {draft.customerId ? null : (
            <div className={style.two}>
              <Labelled label={say('customer.contact-name')}>{(ids) => <Input {...ids} value={draft.contactName} maxLength={80} onChange={(event) => put({ contactName: event.target.value })} />}</Labelled>
              <Labelled label={say('customer.contact-email')}>{(ids) => <Input {...ids} inputMode="email" value={draft.contactEmail} maxLength={200} onChange={(event) => put({ contactEmail: event.target.value })} />}</Labelled>
            </div>
          )}
          <Labelled label={say('field.title')} required error={missing(draft.title)}>
            {(ids) => <Input {...ids} placeholder=" " value={draft.title} maxLength={200} onChange={(event) => put({ title: event.target.value })} />}
          </Labelled>
          <Labelled label={say('field.description')} required error={missing(draft.description)}>
            {(ids) => <Input.TextArea {...ids} placeholder=" " value={draft.description} maxLength={20_000} autoSize={{ minRows: 3, maxRows: 12 }} onChange={(event) => put({ description: event.target.value })} />}
          </Labelled>
          <KindFields kind={draft.kind} form={draft.form} onChange={(next) => put({ form: next })} tried={tried} />
          <div className={style.two}>
            <Labelled label={say('column.category')} hint={say('new.category-hint')}>
              {(ids) => <Select {...ids} allowClear showSearch={{ optionFilterProp: 'label' }} value={draft.category ?? null} onChange={(category: string | undefined) => put({ category })} options={categoryOptions(draft.kind)} />}
            </Labelled>
            <Labelled label={say('new.channel')}>{(ids) => <Select {...ids} value={draft.channel} onChange={(channel) => put({ channel })} options={optionsOf(channels.filter((each) => each !== 'api'), 'channel', say)} />}</Labelled>
          </div>
          <div className={style.four}>
            <Labelled label={say('class.severity')}>{(ids) => <Select {...ids} value={draft.severity} onChange={(severity) => put({ severity })} options={optionsOf(severities, 'severity', say)} />}</Labelled>
            <Labelled label={say('class.urgency')}>{(ids) => <Select {...ids} value={draft.urgency} onChange={(urgency) => put({ urgency })} options={optionsOf(urgencies, 'urgency', say)} />}</Labelled>
            <Labelled label={say('class.scope')}>{(ids) => <Select {...ids} value={draft.scope} onChange={(scope) => put({ scope })} options={optionsOf(scopes, 'scope', say)} />}</Labelled>
            <Labelled label={say('new.source')}>{(ids) => <Select {...ids} value={draft.source ?? 'customer'} onChange={(source) => put({ source })} options={optionsOf(sources, 'source', say)} />}</Labelled>
          </div>
          <Checkbox checked={draft.keep} onChange={(event) => put({ keep: event.target.checked })}>
            {say('new.keep')} <span className={style.quiet}>{say('new.keep-hint')}</span>
          </Checkbox>
          <p className={style.quiet}>{say('new.priority-after')}</p>
          {open.refusal ? <RefusalNotice refusal={open.refusal} inline /> : null}
        </form>
        <Duplicates title={draft.title} description={draft.description} customerId={draft.customerId} contactPhone={draft.contactPhone} kind={draft.kind} />
      </div>
    </Page>
  )
}

/** The draft as the contract takes it: empty texts are left out. */
function inputOf({ kind, title, description, form, customerId, lineId, contactName, contactPhone, contactEmail, channel, source, category, severity, urgency, scope, keep }: Draft) {
  const given = <K extends string>(name: K, value: string | undefined) => (value?.trim() ? ({ [name]: value.trim() } as Record<K, string>) : {})
  return {
    kind, title: title.trim(), description: description.trim(), form, channel, severity, urgency, scope, keep,
    ...(source ? { source } : {}),
    ...given('customerId', customerId),
    ...given('lineId', lineId),
    ...given('category', category),
    ...given('contactName', contactName),
    ...given('contactPhone', contactPhone),
    ...given('contactEmail', contactEmail)
  }
}
