import { transferContact } from '@shouwen/contract/chat-desk'
import { listPresence } from '@shouwen/contract/presence'
import { listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { listQueues } from '@shouwen/contract/queues'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './conversation.module.css'
import type { ContactLine } from './offer-card.tsx'
import { usePresenceWords } from './use-presence-words.ts'

/** Hands the conversation to a colleague at the desk or to a queue, with what they must know: the customer explains nothing twice. */
export function TransferPanel({
  contact,
  onDone,
  onClose
}: {
  contact: ContactLine
  onDone: () => void
  onClose: () => void
}) {
  const { say, language } = usePhrases('contacts')
  const { staff } = useSession()
  const may = useCan()
  const [to, setTo] = useState<'person' | 'queue'>('person')
  const [staffId, setStaffId] = useState<string>()
  const [queueCode, setQueueCode] = useState<string>()
  const [summary, setSummary] = useState('')
  const desks = useRead(listPresence, {})
  const { stateWord } = usePresenceWords()
  const queues = useRead(listQueues, { regionId: contact.regionId }, { enabled: to === 'queue' && may('queue.read') })
  const transfer = useAct(transferContact, { refreshes: [readContact, listMyContacts] })
  const colleagues = (desks.data?.items ?? []).filter((one) => one.staffId !== staff.id)
  const target = to === 'person' ? staffId : queueCode
  const send = async () => {
    const given = to === 'person' ? { staffId } : { queueCode }
    if (!(await transfer.act({ conversationId: contact.id, summary: summary.trim(), ...given }))) return
    toast({ text: say('transfer.offered'), tone: 'good' })
    onDone()
  }
  return (
    <DetailPanel
      title={say('transfer.title')}
      width={340}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          disabled={!target || summary.trim() === ''}
          loading={transfer.isBusy}
          onClick={() => void send()}
        >
          {say('transfer.send')}
        </Button>
      }
    >
      <div className={style.form}>
        <Segments
          label={say('transfer.title')}
          value={to}
          options={[
            { id: 'person', label: say('transfer.person') },
            { id: 'queue', label: say('transfer.queue') }
          ]}
          onChange={(next) => setTo(next as 'person' | 'queue')}
        />
        {to === 'person' ? (
          <label>
            <span>{say('transfer.whom')}</span>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: '100%' }}
              loading={!desks.data}
              placeholder={say('transfer.whom-hint')}
              notFoundContent={say('transfer.nobody')}
              value={staffId}
              onChange={setStaffId}
              options={colleagues.map((one) => ({
                value: one.staffId,
                label: `${one.person.name} ${one.person.jobNumber} · ${stateWord(one.state)} ${one.load}/${one.capacity}`
              }))}
            />
          </label>
        ) : (
          <label>
            <span>{say('transfer.which')}</span>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: '100%' }}
              loading={!queues.data}
              value={queueCode}
              onChange={setQueueCode}
              options={(queues.data?.items ?? [])
                .filter((one) => one.active)
                .map((one) => ({ value: one.code, label: language === 'en' ? one.nameEn : one.nameZh }))}
            />
          </label>
        )}
        <label>
          <span>{say('transfer.summary')}</span>
          <Input.TextArea
            rows={5}
            maxLength={2000}
            value={summary}
            placeholder={say('transfer.summary-hint')}
            onChange={(event) => setSummary(event.target.value)}
          />
        </label>
        {transfer.refusal ? <RefusalNotice refusal={transfer.refusal} inline /> : null}
      </div>
    </DetailPanel>
  )
}
