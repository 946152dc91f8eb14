import { changeSubscription, createSubscription, endSubscription, listSubscriptions } from '@shouwen/contract/secretary'
import { Button, Checkbox, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { CustomerSelect } from '#web/tickets/customer-select.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './secretary.module.css'
import type { Subscription } from './subscribers.tsx'

/** Subscribes a customer or changes what was agreed; an empty field of number, mail or whereabouts leaves what is there. */
export function SubscriberPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const list = useReadPages(listSubscriptions, { limit: 100 }, { keep: true })
  const known = list.items.find((one) => one.id === id)
  if (id !== 'new' && !known) return null
  return <Form known={known} onClose={onClose} />
}

function Form({ known, onClose }: { known: Subscription | undefined; onClose: () => void }) {
  const { say } = usePhrases('secretary')
  const { staff } = useSession()
  const refreshes = { refreshes: [listSubscriptions] }
  const create = useAct(createSubscription, refreshes)
  const change = useAct(changeSubscription, refreshes)
  const end = useAct(endSubscription, refreshes)
  const [customerId, setCustomerId] = useState<string>()
  const [ownNumber, setOwnNumber] = useState('')
  const [titleZh, setTitleZh] = useState(known?.titleZh ?? '')
  const [titleEn, setTitleEn] = useState(known?.titleEn ?? '')
  const [greeting, setGreeting] = useState<'forwarded' | 'named'>(known?.greeting ?? 'named')
  const [instructions, setInstructions] = useState(known?.instructions ?? '')
  const [whereabouts, setWhereabouts] = useState('')
  const [bySms, setBySms] = useState(known?.bySms ?? true)
  const [email, setEmail] = useState('')
  const isReady = titleZh.trim() !== '' && titleEn.trim() !== '' && (known !== undefined || (customerId !== undefined && ownNumber.trim() !== ''))
  const submit = async () => {
    const given = { titleZh: titleZh.trim(), titleEn: titleEn.trim(), greeting, instructions, bySms }
    const done = known
      ? await change.act({ regionId: known.regionId, subscriptionId: known.id, version: known.version, ...given, ...(ownNumber.trim() ? { ownNumber: ownNumber.trim() } : {}), ...(email.trim() ? { email: email.trim() } : {}), ...(whereabouts.trim() ? { whereabouts: whereabouts.trim() } : {}) })
      : await create.act({ regionId: staff.regionId, customerId: customerId ?? '', ...given, ownNumber: ownNumber.trim(), whereabouts, ...(email.trim() ? { email: email.trim() } : {}) })
    if (!done) return
    toast({ text: say('saved'), tone: 'good' })
    onClose()
  }
  const finish = async () => {
    if (known && (await end.act({ regionId: known.regionId, subscriptionId: known.id }))) onClose()
  }
  const refusal = create.refusal ?? change.refusal ?? end.refusal
  return (
    <DetailPanel
      title={known ? say('change') : say('subscribe')}
      width={372}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" disabled={!isReady} loading={create.isBusy || change.isBusy} onClick={() => void submit()}>
            {say('save')}
          </Button>
          {known ? (
            <Button danger loading={end.isBusy} onClick={() => void finish()}>
              {say('end')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={style.stack}>
        {known ? null : <Labelled label={say('customer')} required>{(ids) => <CustomerSelect id={ids.id} value={customerId} onChange={setCustomerId} autoFocus />}</Labelled>}
        <Labelled label={say('own-number')} required={!known}>
          {(ids) => <Input {...ids} inputMode="tel" placeholder={known?.ownNumber} value={ownNumber} maxLength={24} onChange={(event) => setOwnNumber(event.target.value.replace(/[^0-9+ -]/g, ''))} />}
        </Labelled>
        <Labelled label={say('title-zh')} required>{(ids) => <Input {...ids} value={titleZh} maxLength={40} placeholder="张伟先生" onChange={(event) => setTitleZh(event.target.value)} />}</Labelled>
        <Labelled label={say('title-en')} required>{(ids) => <Input {...ids} value={titleEn} maxLength={60} placeholder="Mr Zhang" onChange={(event) => setTitleEn(event.target.value)} />}</Labelled>
        <Labelled label={say('greeting')}>{() => <Segmented block value={greeting} onChange={(value) => setGreeting(value as 'named')} options={(['named', 'forwarded'] as const).map((one) => ({ value: one, label: say(`mode.${one}`) }))} />}</Labelled>
        <Labelled label={say('instructions')}>{(ids) => <Input.TextArea {...ids} value={instructions} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setInstructions(event.target.value)} />}</Labelled>
        <Labelled label={say('whereabouts')} hint={say('whereabouts-hint')}>{(ids) => <Input.TextArea {...ids} value={whereabouts} maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} onChange={(event) => setWhereabouts(event.target.value)} />}</Labelled>
        <Checkbox checked={bySms} onChange={(event) => setBySms(event.target.checked)}>
          {say('way.sms')}
        </Checkbox>
        <Labelled label={say('way.mail')}>{(ids) => <Input {...ids} type="email" placeholder={known?.email ?? ''} value={email} maxLength={200} onChange={(event) => setEmail(event.target.value)} />}</Labelled>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      </div>
    </DetailPanel>
  )
}
