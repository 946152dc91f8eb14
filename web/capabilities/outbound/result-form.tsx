import { finishOutbound, listCampaigns, listMyTargets, listOutboundContacts } from '@shouwen/contract/outbound'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { InstantField } from '#ui/instant-field.tsx'
import { now } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './outbound.module.css'
import { useOutboundWords } from './outbound-words.ts'

/** What came of a call: a reason from the rulebook, a note, and for a call back the time agreed. */
export function ResultForm({ contactId, onDone, plain }: { contactId: string; onDone?: () => void; plain?: boolean }) {
  const { say, pick } = usePhrases('outbound')
  const { words } = useOutboundWords()
  const finish = useAct(finishOutbound, { refreshes: [listMyTargets, listCampaigns, listOutboundContacts] })
  const [result, setResult] = useState<string>()
  const [note, setNote] = useState('')
  const [again, setAgain] = useState<string>()
  // A list's own outcomes mean nothing for a single call on a case.
  const results = (words?.results ?? []).filter(({ code }) => code !== 'sent' && !(plain && (code === 'withdrew-consent' || code === 'call-back')))
  const needsTime = words?.results.find(({ code }) => code === result)?.timeNeeded ?? false
  const submit = async () => {
    if (!result) return
    const given = { contactId, result, ...(note.trim() ? { note: note.trim() } : {}), ...(needsTime && again ? { callAgainAt: again } : {}) }
    if (await finish.act(given)) onDone?.()
  }
  return (
    <form
      className={style.result}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Radio.Group aria-label={say('result')} value={result} onChange={(event) => setResult(event.target.value as string)}>
        {results.map((one) => (
          <Radio key={one.code} value={one.code}>
            {pick(one)}
          </Radio>
        ))}
      </Radio.Group>
      {needsTime ? (
        <label className={style.row}>
          <span>{say('call-again')}</span>
          <InstantField step={900} min={new Date(now()).toISOString()} value={again} onChange={setAgain} aria-label={say('call-again')} />
        </label>
      ) : null}
      <Input.TextArea aria-label={say('note')} placeholder={say('note')} value={note} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />
      <p className={style.row}>
        <Button type="primary" htmlType="submit" loading={finish.isBusy} disabled={!result || (needsTime && !again)}>
          {say('record')}
        </Button>
      </p>
      {finish.refusal ? <RefusalNotice refusal={finish.refusal} inline /> : null}
    </form>
  )
}
