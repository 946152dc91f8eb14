import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Segments } from '#ui/segments.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { BehavioursPart } from './behaviours-part.tsx'
import { CardsPart } from './cards-part.tsx'
import style from './handling.module.css'
import { ProcedurePart } from './procedure-part.tsx'
import { RecusalStrip } from './recusal-strip.tsx'
import { RoomPart } from './room-part.tsx'
import { VerifyPart } from './verify-part.tsx'

const parts = { verify: VerifyPart, procedure: ProcedurePart, room: RoomPart, cards: CardsPart, behaviours: BehavioursPart }
type Part = keyof typeof parts

/** The work on a complaint: verify, go through the procedure, work with other departments, what to say, how to meet behaviour. */
export function HandleTab(props: CaseTabProps) {
  const { say } = usePhrases('handling')
  const may = useCan()
  const shown = (Object.keys(parts) as Part[]).filter((part) => part === 'room' || may('handling.work'))
  const [part, setPart] = useState<Part>(shown[0] ?? 'room')
  const Shown = parts[part]
  return (
    <div className={style.tab}>
      <div className={style.head}>
        <Segments label={say('parts')} value={part} options={shown.map((id) => ({ id, label: say(`part.${id}`) }))} onChange={(id) => setPart(id as Part)} />
        <RecusalStrip page={props.page} />
      </div>
      <Shown {...props} />
    </div>
  )
}
