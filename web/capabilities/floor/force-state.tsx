import { floorState, type FloorSeat } from '@shouwen/contract/floor-state'
import { listStaffIntervals, setStaffPresence } from '@shouwen/contract/presence'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './panel.module.css'
import { usePresenceWords } from './use-presence-words.ts'

/** The supervisor changes what somebody does, and says why: it stands in their history and in the audit. @norm WF-24 */
export function ForceState({ regionId, seat }: { regionId: number; seat: FloorSeat }) {
  const { say } = usePhrases('floor')
  const { states, stateWord } = usePresenceWords()
  const set = useAct(setStaffPresence, { refreshes: [floorState, listStaffIntervals] })
  const possible = states.filter((one) => one.by !== 'system' && one.code !== seat.state)
  const [state, choose] = useState('')
  const [note, write] = useState('')
  const submit = async () => {
    if (!(await set.act({ regionId, staffId: seat.person.id, state, note: note.trim() }))) return
    toast({ text: say('force.done', { name: seat.person.name, state: stateWord(state) }), tone: 'good' })
    choose('')
    write('')
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h3>{say('force.title')}</h3>
      <select aria-label={say('force.state')} value={state} onChange={({ target }) => choose(target.value)}>
        <option value="">{say('force.choose')}</option>
        {possible.map((one) => (
          <option key={one.code} value={one.code}>
            {stateWord(one.code)}
          </option>
        ))}
      </select>
      <Labelled label={say('force.note')} required>
        {(ids) => <Input {...ids} value={note} maxLength={500} onChange={({ target }) => write(target.value)} />}
      </Labelled>
      {set.refusal ? <RefusalNotice refusal={set.refusal} inline /> : null}
      <Button htmlType="submit" loading={set.isBusy} disabled={!state || !note.trim()}>
        {say('force.do')}
      </Button>
    </form>
  )
}
