import { confirmEvidence, readComplaint } from '@shouwen/contract/complaint-classes'
import type { ComplaintView, LeafView } from '@shouwen/contract/complaint-schemas'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { capital } from './capital.ts'
import style from './case-tab.module.css'

type Piece = LeafView['evidence'][number]

/** The evidence this category needs: what is there was found by the product or confirmed by somebody; the rest is open. @norm TK-07 TK-15 */
export function CaseEvidence({ complaint, leaf }: { complaint: ComplaintView; leaf: LeafView }) {
  const { say } = usePhrases('complaints')
  const there = leaf.evidence.filter((piece) => piece.there).length
  return (
    <section className={style.part}>
      <div className={style.head}>
        <h2>{say('evidence.title')}</h2>
        <span className={there === leaf.evidence.length ? style.whole : style.missing}>{say('evidence.count', { there, of: leaf.evidence.length })}</span>
      </div>
      <ul className={style.checks}>
        {leaf.evidence.map((piece) => (
          <EvidenceLine key={piece.code} piece={piece} ticketId={complaint.ticketId} canConfirm={complaint.can.classify} />
        ))}
      </ul>
    </section>
  )
}

function EvidenceLine({ piece, ticketId, canConfirm }: { piece: Piece; ticketId: string; canConfirm: boolean }) {
  const { say, pick } = usePhrases('complaints')
  const [note, setNote] = useState<string>()
  const confirm = useAct(confirmEvidence, { refreshes: [readComplaint] })
  const settle = async (there: boolean) => {
    if (await confirm.act({ ticketId, code: piece.code, there, ...(note?.trim() ? { note: note.trim() } : {}) })) setNote(undefined)
  }
  return (
    <li>
      <span className={piece.there ? style.done : style.open}>
        <Icon name={piece.there ? 'check' : 'close'} size={14} label={say(piece.there ? 'evidence.there' : 'evidence.open')} />
      </span>
      <div className={style.grow}>
        <div>{capital(pick(piece))}</div>
        {piece.how ? (
          <small className={style.quiet}>
            {say(piece.how === 'found' ? 'evidence.found' : piece.there ? 'evidence.confirmed' : 'evidence.denied', { who: piece.by?.name ?? '' })}
            {piece.at ? <> <RelativeTime at={piece.at} /></> : null}
            {piece.note ? ` · ${piece.note}` : ''}
          </small>
        ) : null}
        {note === undefined ? null : (
          <div className={style.acts}>
            <Input size="small" autoFocus maxLength={200} aria-label={say('evidence.note')} placeholder={say('evidence.note')} value={note} onChange={(event) => setNote(event.target.value)} onPressEnter={() => void settle(!piece.there)} />
            <Button size="small" type="primary" loading={confirm.isBusy} onClick={() => void settle(!piece.there)}>
              {say(piece.there ? 'evidence.deny' : 'evidence.confirm')}
            </Button>
            <Button size="small" onClick={() => setNote(undefined)}>
              {say('form.leave')}
            </Button>
          </div>
        )}
        {confirm.refusal ? <RefusalNotice refusal={confirm.refusal} inline /> : null}
      </div>
      {canConfirm && note === undefined ? (
        <Button size="small" type="text" onClick={() => setNote('')}>
          {say(piece.there ? 'evidence.deny' : 'evidence.confirm')}
        </Button>
      ) : null}
    </li>
  )
}
