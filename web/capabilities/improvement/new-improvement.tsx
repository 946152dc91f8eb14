import { improvementWords, listImprovements, registerImprovement } from '@shouwen/contract/improvement-register'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './improvement.module.css'

/** Registers something to be improved; who does what until when is settled afterwards. @norm IM-08 QI-13 */
export function NewImprovement({ about = {}, onClose, onDone }: { about?: { ticketId?: string }; onClose: () => void; onDone: (id: string) => void }) {
  const { say, pick } = usePhrases('improvement')
  const { staff } = useSession()
  const words = useRead(improvementWords, {})
  const register = useAct(registerImprovement, { refreshes: [listImprovements] })
  const [title, setTitle] = useState('')
  const [detail, setDetail] = useState('')
  const [origin, setOrigin] = useState(about.ticketId ? 'complaint' : 'staff')
  const [unitId, setUnitId] = useState<string | undefined>(staff.unit.id)
  const isReady = title.trim() !== '' && detail.trim() !== ''
  const submit = async () => {
    if (!isReady) return
    const made = await register.act({ regionId: staff.regionId, title: title.trim(), detail: detail.trim(), origin, ...about, ...(unitId ? { unitId } : {}) })
    if (made) onDone(made.id)
  }
  return (
    <DetailPanel
      title={say('register.new')}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" disabled={!isReady} loading={register.isBusy} onClick={() => void submit()}>{say('register.do')}</Button>
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
      >
        <Labelled label={say('register.what')} required>
          {(ids) => <Input {...ids} autoFocus value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />}
        </Labelled>
        <Labelled label={say('register.detail')} required>
          {(ids) => <Input.TextArea {...ids} value={detail} maxLength={4000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setDetail(event.target.value)} />}
        </Labelled>
        <Labelled label={say('register.origin')} required>
          {(ids) => <Select {...ids} value={origin} onChange={setOrigin} options={(words.data?.origins ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}
        </Labelled>
        <Labelled label={say('register.unit')}>{(ids) => <UnitSelect {...ids} regionId={staff.regionId} value={unitId} onChange={setUnitId} />}</Labelled>
        {register.refusal ? <RefusalNotice refusal={register.refusal} inline /> : null}
      </form>
    </DetailPanel>
  )
}
