import { findComplaintByNumber, listComplaintSources, takeComplaint } from '@shouwen/contract/complaint-intake'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Keycap } from '#ui/keycap.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { isComposing } from '#ui/shortcuts.ts'
import { toast } from '#ui/undo-toast.tsx'
import { usePhone } from '#ui/use-phone.ts'
import { CustomerSelect, LineSelect } from '#web/tickets/customer-select.tsx'
import { Duplicates } from '#web/tickets/duplicates.tsx'
import { optionsOf, severities, urgencies, useTicketChoices } from '#web/tickets/ticket-words.ts'
import { AskedInputs, localOf } from './asked-inputs.tsx'
import { capital } from './capital.ts'
import { type Draft, emptyDraft, inputOf, lacks, type Source } from './complaint-draft.ts'
import { KnownNumber } from './known-number.tsx'
import style from './take-complaint.module.css'

/** Takes a complaint from where it came: choose the source, and the form asks what that source asks for. @norm TK-01 TK-02 */
export function TakeComplaint() {
  const { say, pick } = usePhrases('complaints')
  const { say: sayTicket } = usePhrases('tickets')
  const navigate = useNavigate()
  const phone = usePhone()
  const { source: asked }: { source?: string } = useSearch({ strict: false })
  const { data, error, refetch } = useRead(listComplaintSources, {})
  const { categoryOptions } = useTicketChoices()
  const take = useAct(takeComplaint)
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(asked ?? '12345'))
  const put = (part: Partial<Draft>) => setDraft((former) => ({ ...former, ...part }))
  const number = useSettled(draft.sourceNumber.trim())
  const known = useRead(findComplaintByNumber, { source: draft.source, sourceNumber: number }, { enabled: number.length > 1 })
  const sources = (data?.items ?? []).filter(({ byHand }) => byHand)
  const source = sources.find(({ code }) => code === draft.source)
  if (!data) return <Page title={say('take.title')} isLoading error={error} onRetry={() => void refetch()}>{null}</Page>

  const submit = async () => {
    setTried(true)
    if (!source || lacks(source, draft)) return form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [aria-required="true"]:placeholder-shown')?.focus()
    const done = await take.act(inputOf(draft))
    if (!done) return
    toast({ text: say('take.done', { number: done.number }), tone: 'good', stayMs: 8000 })
    void navigate({ to: '/complaints/$ticketId', params: { ticketId: done.id }, replace: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  const missing = (value: string) => (tried && value.trim() === '' ? say('form.required') : undefined)
  return (
    <Page
      title={say('take.title')}
      fill
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/complaints' })}>{say('form.leave')}</Button>
          <Button type="primary" loading={take.isBusy} onClick={() => void submit()}>
            {say('take.save')} {phone ? null : <Keycap keys="Ctrl+Enter" />}
          </Button>
        </>
      }
    >
      <div className={style.columns}>
        <form ref={form} className={style.form} onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
          <SourceChoice sources={sources} value={draft.source} onChange={(code) => put({ source: code, sourceNumber: '', sourceFields: {} })} />
          {source ? (
            <section className={style.part} aria-label={pick(source)}>
              <div className={style.two}>
                {source.number ? (
                  <Labelled label={capital(pick(source.number))} required={source.number.required} hint={say('take.example', { example: source.number.example })} error={source.number.required ? missing(draft.sourceNumber) : undefined}>
                    {(ids) => <Input {...ids} placeholder=" " maxLength={200} value={draft.sourceNumber} onChange={(event) => put({ sourceNumber: event.target.value })} />}
                  </Labelled>
                ) : null}
                <Labelled label={say('take.received')} hint={say('take.received-hint')}>
                  {(ids) => <Input {...ids} type="datetime-local" value={localOf(draft.receivedAt)} onChange={(event) => put({ receivedAt: event.target.value === '' ? '' : new Date(event.target.value).toISOString() })} />}
                </Labelled>
              </div>
              {known.data?.known ? <KnownNumber known={known.data.known} /> : null}
              <AskedInputs fields={source.fields} values={draft.sourceFields} onChange={(sourceFields) => put({ sourceFields })} tried={tried} />
              <p className={style.clocks}>{say('take.clocks', { names: source.clauses.map((clause) => pick(clause)).join(say('take.and')) })}</p>
            </section>
          ) : null}
          <div className={style.two}>
            <Labelled label={sayTicket('new.customer')}>{(ids) => <CustomerSelect id={ids.id} value={draft.customerId} onChange={(customerId) => put({ customerId, lineId: undefined })} />}</Labelled>
            {draft.customerId ? (
              <Labelled label={sayTicket('new.line')}>{(ids) => <LineSelect id={ids.id} customerId={draft.customerId as string} value={draft.lineId} onChange={(lineId) => put({ lineId })} />}</Labelled>
            ) : (
              <Labelled label={sayTicket('customer.contact-phone')}>{(ids) => <Input {...ids} inputMode="tel" maxLength={40} value={draft.contactPhone} onChange={(event) => put({ contactPhone: event.target.value })} />}</Labelled>
            )}
          </div>
          {draft.customerId ? null : (
            <Labelled label={sayTicket('customer.contact-name')}>{(ids) => <Input {...ids} maxLength={80} value={draft.contactName} onChange={(event) => put({ contactName: event.target.value })} />}</Labelled>
          )}
          <Labelled label={sayTicket('field.title')} required error={missing(draft.title)}>
            {(ids) => <Input {...ids} placeholder=" " maxLength={200} value={draft.title} onChange={(event) => put({ title: event.target.value })} />}
          </Labelled>
          <Labelled label={say('take.said')} required error={missing(draft.description)}>
            {(ids) => <Input.TextArea {...ids} placeholder=" " maxLength={20_000} autoSize={{ minRows: 3, maxRows: 12 }} value={draft.description} onChange={(event) => put({ description: event.target.value })} />}
          </Labelled>
          <div className={style.two}>
            <Labelled label={say('case.demand')} required error={missing(draft.demand)}>
              {(ids) => <Input.TextArea {...ids} placeholder=" " maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} value={draft.demand} onChange={(event) => put({ demand: event.target.value })} />}
            </Labelled>
            <Labelled label={say('case.scene')} required error={missing(draft.scene)}>
              {(ids) => <Input.TextArea {...ids} placeholder=" " maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} value={draft.scene} onChange={(event) => put({ scene: event.target.value })} />}
            </Labelled>
          </div>
          <div className={style.three}>
            <Labelled label={sayTicket('column.category')}>
              {(ids) => <Select {...ids} allowClear showSearch={{ optionFilterProp: 'label' }} value={draft.category ?? null} options={categoryOptions('complaint')} onChange={(category: string | undefined) => put({ category })} />}
            </Labelled>
            <Labelled label={sayTicket('class.severity')}>{(ids) => <Select {...ids} value={draft.severity} options={optionsOf(severities, 'severity', sayTicket)} onChange={(severity) => put({ severity })} />}</Labelled>
            <Labelled label={sayTicket('class.urgency')}>{(ids) => <Select {...ids} value={draft.urgency} options={optionsOf(urgencies, 'urgency', sayTicket)} onChange={(urgency) => put({ urgency })} />}</Labelled>
          </div>
          {take.refusal ? <RefusalNotice refusal={take.refusal} inline /> : null}
        </form>
        <Duplicates title={draft.title} description={draft.description} customerId={draft.customerId} contactPhone={draft.contactPhone} kind="complaint" />
      </div>
    </Page>
  )
}

/** Sources in two groups: through an office or the press, and the customer's own words. */
function SourceChoice({ sources, value, onChange }: { sources: readonly Source[]; value: string; onChange: (code: string) => void }) {
  const { say, pick } = usePhrases('complaints')
  return (
    <div className={style.sources} role="radiogroup" aria-label={say('take.source')}>
      {[true, false].map((outside) => (
        <div key={String(outside)} className={style.group}>
          <span className={style.groupName}>{say(outside ? 'take.outside' : 'take.own')}</span>
          {sources
            .filter((source) => source.outside === outside)
            .map((source) => (
              <button key={source.code} type="button" role="radio" aria-checked={source.code === value} className={style.source} onClick={() => onChange(source.code)}>
                {capital(pick(source))}
              </button>
            ))}
        </div>
      ))}
    </div>
  )
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 350)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
