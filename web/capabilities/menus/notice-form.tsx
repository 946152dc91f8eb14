import { announce, listNotices } from '@shouwen/contract/menus'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'

/** A few words in both languages and for how many hours: it is heard before the choices, so it is short. */
export function NoticeForm({ limits, onDone }: { limits: { length: number; hours: number }; onDone: () => void }) {
  const { say } = usePhrases('menus')
  const { staff } = useSession()
  const act = useAct(announce, { refreshes: [listNotices], onDone })
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [hours, setHours] = useState(2)
  const [recording, setRecording] = useState('')
  const send = () =>
    void act.act({
      regionId: staff.regionId,
      zh: zh.trim(),
      en: en.trim(),
      endsAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
      ...(recording.trim() ? { recording: recording.trim() } : {})
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      style={{ display: 'grid', gap: 12 }}
    >
      <Labelled label={say('notice.zh')}>{(field) => <Input.TextArea {...field} value={zh} rows={3} maxLength={limits.length} showCount onChange={(event) => setZh(event.target.value)} />}</Labelled>
      <Labelled label={say('notice.en')}>{(field) => <Input.TextArea {...field} value={en} rows={3} maxLength={3 * limits.length} showCount onChange={(event) => setEn(event.target.value)} />}</Labelled>
      <Labelled label={say('notice.hours')}>{(field) => <InputNumber {...field} min={1} max={limits.hours} value={hours} onChange={(value) => setHours(value ?? 1)} />}</Labelled>
      <Labelled label={say('notice.recording')}>{(field) => <Input {...field} value={recording} maxLength={60} onChange={(event) => setRecording(event.target.value)} />}</Labelled>
      {act.refusal ? <RefusalNotice refusal={act.refusal} inline /> : null}
      <Button type="primary" htmlType="submit" loading={act.isBusy} disabled={zh.trim() === '' || en.trim() === ''}>
        {say('notice.announce')}
      </Button>
    </form>
  )
}
