import { correctionWords, listCorrections, reportWrongAnswer } from '@shouwen/contract/corrections'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { isComposing } from '#ui/shortcuts.ts'
import { toast } from '#ui/undo-toast.tsx'
import style from './corrections.module.css'

/** Somebody was told something wrong: what it was, what is right, and the customer is promised a call. Nobody is asked who said it. @norm CC-22 */
export function ReportWrongAnswer({ about, onClose }: { about: { ticketId: string } | { conversationId: string }; onClose: () => void }) {
  const { say, pick } = usePhrases('corrections')
  const words = useRead(correctionWords, {})
  const report = useAct(reportWrongAnswer, { refreshes: [listCorrections] })
  const [foundHow, setFoundHow] = useState('self')
  const [wrong, setWrong] = useState('')
  const [right, setRight] = useState('')
  const [source, setSource] = useState('')
  const isReady = wrong.trim() !== '' && right.trim() !== ''
  const submit = async () => {
    if (!isReady || report.isBusy) return
    const knowledge = source.trim() ? { knowledgeNote: source.trim() } : {}
    if (!(await report.act({ ...about, foundHow, wrongAnswer: wrong.trim(), rightAnswer: right.trim(), ...knowledge }))) return
    toast({ text: say('reported'), tone: 'good' })
    onClose()
  }
  const box = (label: string, value: string, set: (value: string) => void, more: { required?: boolean; focus?: boolean; max: number }) => (
    <Labelled label={label} required={more.required}>
      {(ids) => (
        <Input.TextArea
          {...ids}
          autoFocus={more.focus}
          value={value}
          maxLength={more.max}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Labelled>
  )
  return (
    <DetailPanel
      title={say('report')}
      width={372}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" disabled={!isReady} loading={report.isBusy} onClick={() => void submit()}>
            {say('report-do')} <Keycap keys="Ctrl+Enter" />
          </Button>
          <Button onClick={onClose}>{say('leave')}</Button>
        </>
      }
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void submit()
        }}
      >
        <p className={style.hint}>{say('no-blame')}</p>
        {box(say('wrong'), wrong, setWrong, { required: true, focus: true, max: 2000 })}
        {box(say('right'), right, setRight, { required: true, max: 2000 })}
        <Labelled label={say('found')}>
          {(ids) => (
            <Radio.Group {...ids} size="small" value={foundHow} onChange={(event) => setFoundHow(event.target.value as string)}>
              {(words.data?.found ?? []).map((one) => (
                <Radio key={one.code} value={one.code}>
                  {pick(one)}
                </Radio>
              ))}
            </Radio.Group>
          )}
        </Labelled>
        {box(say('source'), source, setSource, { max: 1000 })}
        {report.refusal ? <RefusalNotice refusal={report.refusal} inline /> : null}
      </form>
    </DetailPanel>
  )
}
