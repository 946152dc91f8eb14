import { listMyCalls, transferCall } from '@shouwen/contract/calls'
import { listQueues } from '@shouwen/contract/queues'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { type CallView, showView } from './desk-line.ts'
import style from './softphone.module.css'

/** Blind transfer: the customer waits at their place for the next free person of another queue, who is told what they need to know. */
export function TransferForm({ call, onDone }: { call: CallView; onDone: () => void }) {
  const { say, language } = usePhrases('voice')
  const queues = useRead(listQueues, { regionId: call.regionId })
  const transfer = useAct(transferCall, { onDone: showView, refreshes: [listMyCalls] })
  const [queueCode, setQueueCode] = useState<string>()
  const [summary, setSummary] = useState('')
  const words = summary.trim()
  return (
    <div className={style.form}>
      <label>
        <span>{say('queue')}</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%' }}
          loading={!queues.data}
          value={queueCode}
          onChange={setQueueCode}
          options={(queues.data?.items ?? []).filter((one) => one.active).map((one) => ({ value: one.code, label: language === 'en' ? one.nameEn : one.nameZh }))}
        />
      </label>
      <label>
        <span>{say('summary')}</span>
        <Input.TextArea rows={3} maxLength={1000} value={summary} placeholder={say('summary-hint')} onChange={(event) => setSummary(event.target.value)} />
      </label>
      {transfer.refusal ? <RefusalNotice refusal={transfer.refusal} inline /> : null}
      <Button
        type="primary"
        disabled={!queueCode || words === ''}
        loading={transfer.isBusy}
        onClick={async () => {
          if (queueCode && (await transfer.act({ callId: call.id, queueCode, summary: words }))) onDone()
        }}
      >
        {say('transfer-send')}
      </Button>
    </div>
  )
}
