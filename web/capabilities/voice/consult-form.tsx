import { consultColleague } from '@shouwen/contract/calls'
import { listPresence } from '@shouwen/contract/presence'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { type CallView, showView } from './desk-line.ts'
import style from './softphone.module.css'

/** Asks a colleague who is at work while the customer hears music; the next step is then to hand over, to talk all three, or to go back. */
export function ConsultForm({ call, onDone }: { call: CallView; onDone: () => void }) {
  const { say } = usePhrases('voice')
  const { staff } = useSession()
  const desks = useRead(listPresence, {})
  const consult = useAct(consultColleague, { onDone: showView })
  const [staffId, setStaffId] = useState<string>()
  const there = (desks.data?.items ?? []).filter((one) => one.staffId !== staff.id && one.state !== 'signed-out')
  return (
    <div className={style.form}>
      <label>
        <span>{say('colleague')}</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%' }}
          loading={!desks.data}
          placeholder={say('colleague-hint')}
          notFoundContent={say('nobody-there')}
          value={staffId}
          onChange={setStaffId}
          options={there.map(({ staffId: id, person, state }) => ({
            value: id,
            label: `${person.jobNumber} ${person.name}${state === 'available' ? '' : ` · ${say('not-free')}`}`
          }))}
        />
      </label>
      {consult.refusal ? <RefusalNotice refusal={consult.refusal} inline /> : null}
      <Button
        type="primary"
        disabled={!staffId}
        loading={consult.isBusy}
        onClick={async () => {
          if (staffId && (await consult.act({ callId: call.id, staffId }))) onDone()
        }}
      >
        {say('ring-colleague')}
      </Button>
    </div>
  )
}
