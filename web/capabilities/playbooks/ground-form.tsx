import type { OutputOf } from '@shouwen/contract/operation'
import { listPlaybooks, setGround } from '@shouwen/contract/playbooks'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { usePlaybookWords } from './playbook-words.ts'
import style from './playbooks.module.css'

type Ground = Pick<OutputOf<typeof listPlaybooks>, 'physicalSeats' | 'problemSince' | 'problemNote' | 'outageCustomers'>

/** What only people know: the seats there are, a system problem that lasts, an outage. @norm CC-16 CC-17 */
export function GroundForm({ regionId, ground }: { regionId: number; ground: Ground }) {
  const { say } = usePlaybookWords()
  const set = useAct(setGround, { refreshes: [listPlaybooks] })
  const [seats, setSeats] = useState(ground.physicalSeats)
  const [outage, setOutage] = useState(ground.outageCustomers ?? 0)
  const [note, setNote] = useState('')
  return (
    <section className={style.ground} aria-label={say('ground.title')}>
      <h2>{say('ground.title')}</h2>
      <div className={style.fields}>
        <label>
          {say('ground.seats')}
          <InputNumber min={1} max={100_000} value={seats} placeholder={say('ground.unknown')} onChange={(value) => setSeats(typeof value === 'number' ? value : null)} />
        </label>
        <Button disabled={seats === null || seats === ground.physicalSeats} loading={set.isBusy} onClick={() => seats !== null && void set.act({ regionId, physicalSeats: seats })}>
          {say('ground.save')}
        </Button>
        <label>
          {say('ground.outage')}
          <InputNumber min={0} max={2_000_000_000} value={outage} onChange={(value) => setOutage(typeof value === 'number' ? value : 0)} />
        </label>
        <Button disabled={outage === (ground.outageCustomers ?? 0)} loading={set.isBusy} onClick={() => void set.act({ regionId, outageCustomers: outage })}>
          {say('ground.save')}
        </Button>
      </div>
      <div className={style.fields}>
        {ground.problemSince ? (
          <>
            <StatusTag tone="bad" settled>
              {say('ground.problem')}
            </StatusTag>
            <span>
              {ground.problemNote} <RelativeTime at={ground.problemSince} />
            </span>
            <Button onClick={() => void set.act({ regionId, problem: { on: false } })}>{say('ground.mended')}</Button>
          </>
        ) : (
          <>
            <label className={style.wide}>
              {say('ground.problem')}
              <Input value={note} maxLength={300} placeholder={say('ground.problem-note')} onChange={({ target }) => setNote(target.value)} />
            </label>
            <Button danger disabled={!note.trim()} onClick={() => void set.act({ regionId, problem: { on: true, note: note.trim() } })}>
              {say('ground.declare')}
            </Button>
          </>
        )}
      </div>
      {set.refusal ? <RefusalNotice refusal={set.refusal} inline /> : null}
    </section>
  )
}
