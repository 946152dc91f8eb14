import { floorState, type FloorSeat, listWaiting, offerContactTo } from '@shouwen/contract/floor-state'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './panel.module.css'
import { usePresenceWords } from './use-presence-words.ts'

/** Gives a waiting contact to somebody at work, those of the queue who are ready first. @norm WF-24 */
export function GiveContact({ regionId, contactId, queueCode, seats, onDone }: { regionId: number; contactId: string; queueCode: string; seats: readonly FloorSeat[]; onDone: () => void }) {
  const { say } = usePhrases('floor')
  const { stateWord } = usePresenceWords()
  const offer = useAct(offerContactTo, { refreshes: [listWaiting, floorState] })
  const [staffId, choose] = useState('')
  const [note, write] = useState('')
  const rank = (seat: FloorSeat) => Number(!seat.queues.includes(queueCode)) * 2 + Number(!seat.takes)
  const submit = async () => {
    if (!(await offer.act({ regionId, contactId, staffId, note: note.trim() }))) return
    toast({ text: say('give.done', { name: seats.find((seat) => seat.person.id === staffId)?.person.name ?? '' }), tone: 'good' })
    onDone()
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <select aria-label={say('give.to')} value={staffId} onChange={({ target }) => choose(target.value)}>
        <option value="">{say('give.choose')}</option>
        {seats
          .toSorted((a, b) => rank(a) - rank(b))
          .map((seat) => (
            <option key={seat.person.id} value={seat.person.id}>
              {seat.person.jobNumber} {seat.person.name} · {stateWord(seat.state)}
              {seat.contacts.length > 0 ? ` · ${say('seat.holds', { n: seat.contacts.length })}` : ''}
            </option>
          ))}
      </select>
      <Labelled label={say('force.note')} required>
        {(ids) => <Input {...ids} value={note} maxLength={500} onChange={({ target }) => write(target.value)} />}
      </Labelled>
      {offer.refusal ? <RefusalNotice refusal={offer.refusal} inline /> : null}
      <Button type="primary" htmlType="submit" loading={offer.isBusy} disabled={!staffId || !note.trim()}>
        {say('give.do')}
      </Button>
    </form>
  )
}
