import { listSecretaryMessages, secretaryWords, takeSecretaryMessage } from '@shouwen/contract/secretary'
import { Button, Checkbox, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { Found } from './message-desk.tsx'
import { isMobile, stepOf, steps } from './message-steps.ts'
import style from './secretary.module.css'

/** The message step by step, each with what is said; sending is possible only when the content as it stands was read back. @norm CC-31 SC-06 */
export function MessageForm({ found: { mode, subscription }, onSent }: { found: Found; onSent: () => void }) {
  const { say, pick } = usePhrases('secretary')
  const words = useRead(secretaryWords, {})
  const take = useAct(takeSecretaryMessage, { refreshes: [listSecretaryMessages] })
  const [recipient, setRecipient] = useState(mode === 'own' ? '' : subscription.ownNumber)
  const [saidBack, setSaidBack] = useState(false)
  const [callerName, setCallerName] = useState('')
  const [callerNumber, setCallerNumber] = useState('')
  const [content, setContent] = useState('')
  const [readBacks, setReadBacks] = useState(0)
  const [isRead, setRead] = useState(false)
  const [addition, setAddition] = useState<'none' | 'more'>()
  const [urgent, setUrgent] = useState(false)
  const now = stepOf({ recipient, saidBack, callerName, content, isRead, addition })
  const script = (code: string) => {
    const found = words.data?.scripts.find((one) => one.code === code)
    return found ? pick(found).replace('{number}', recipient).replace('{content}', content) : ''
  }
  const send = async () => {
    const at = { regionId: subscription.regionId, subscriptionId: subscription.id }
    const sent = await take.act({ ...at, mode, recipientNumber: recipient, saidBack, callerName: callerName.trim(), ...(callerNumber.trim() ? { callerNumber: callerNumber.trim() } : {}), content: content.trim(), urgent, readBacks, additionAsked: addition !== undefined })
    if (!sent) return
    const waits = sent.sms?.reason ?? sent.mail?.reason
    toast({ text: say(waits === 'no-gateway' ? 'sent-waits' : 'sent'), ...(waits ? {} : { tone: 'good' as const }) })
    onSent()
  }
  const parts: Record<(typeof steps)[number], ReactNode> = {
    recipient: (
      <>
        <Input aria-label={say('step.recipient')} inputMode="tel" value={recipient} disabled={mode !== 'own'} maxLength={24} status={recipient && !isMobile(recipient) ? 'error' : ''} style={{ width: 200 }}
          onChange={(event) => {
            setRecipient(event.target.value.replace(/[^0-9+ -]/g, ''))
            setSaidBack(false)
          }} />
        <Checkbox checked={saidBack} disabled={!isMobile(recipient)} onChange={(event) => setSaidBack(event.target.checked)}>
          {say('said-back')}
        </Checkbox>
      </>
    ),
    caller: (
      <>
        <Input aria-label={say('caller-name')} placeholder={say('caller-name')} value={callerName} maxLength={60} style={{ width: 200 }} onChange={(event) => setCallerName(event.target.value)} />
        <Input aria-label={say('caller-number')} placeholder={say('caller-number')} inputMode="tel" value={callerNumber} maxLength={24} style={{ width: 200 }} onChange={(event) => setCallerNumber(event.target.value.replace(/[^0-9+ -]/g, ''))} />
      </>
    ),
    content: (
      <>
        <Input.TextArea aria-label={say('step.content')} value={content} maxLength={500} showCount autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => {
            // What was read back was another text.
            setContent(event.target.value)
            setRead(false)
            setAddition(undefined)
          }} />
        <Checkbox checked={urgent} onChange={(event) => setUrgent(event.target.checked)}>
          {say('urgent')}
        </Checkbox>
      </>
    ),
    'read-back': (
      <Checkbox
        checked={isRead}
        onChange={(event) => {
          setRead(event.target.checked)
          setReadBacks((count) => (event.target.checked ? count + 1 : Math.max(0, count - 1)))
        }}
      >
        {say('read-back-done')} {readBacks > 1 ? say('times', { count: readBacks }) : ''}
      </Checkbox>
    ),
    addition: (
      <Radio.Group value={addition} onChange={(event) => setAddition(event.target.value as 'none' | 'more')}>
        <Radio value="none">{say('addition-none')}</Radio>
        <Radio value="more">{say('addition-more')}</Radio>
      </Radio.Group>
    )
  }
  return (
    <form
      className={style.steps}
      onSubmit={(event) => {
        event.preventDefault()
        if (now === 'send') void send()
      }}
    >
      {steps.map((step, index) => {
        const isOpen = now === 'send' || steps.indexOf(now) >= index
        return (
          <fieldset key={step} className={style.step} disabled={!isOpen} aria-current={now === step ? 'step' : undefined}>
            <legend>
              <span className={style.no}>{index + 1}</span> {say(`step.${step}`)}
            </legend>
            <p className={style.said}>{script(step)}</p>
            <div className={style.fields}>{parts[step]}</div>
            {step === 'addition' && addition === 'more' ? <p className={style.quiet}>{say('addition-hint')}</p> : null}
          </fieldset>
        )
      })}
      <p className={style.row}>
        <Button type="primary" htmlType="submit" disabled={now !== 'send'} loading={take.isBusy}>
          {say('send')}
        </Button>
        <span className={style.said}>{script(mode === 'own' ? 'goodbye-owner' : 'goodbye')}</span>
      </p>
      {take.refusal ? <RefusalNotice refusal={take.refusal} inline /> : null}
    </form>
  )
}
