import type { Priority, TicketKind, TicketStatus } from '@shouwen/contract/ticket-words'
import { usePhrases } from '#lib/phrases.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './ticket-marks.module.css'
import { isOver, statusTone } from './ticket-words.ts'

/** The status in words; the standard's own name (TMF621) on hover. */
export function StatusMark({ status, reason }: { status: TicketStatus; reason?: string | null }) {
  const { say } = usePhrases('tickets')
  return (
    <span title={`TMF621: ${status}${reason ? ` · ${reason}` : ''}`}>
      <StatusTag tone={statusTone[status]} settled={isOver(status) || status === 'resolved'}>
        {say(`status.${status}`)}
      </StatusTag>
    </span>
  )
}

/** P1 to P4 as rising bars and a word, told apart without colour. */
export function PriorityMark({ priority, word }: { priority: Priority; word?: boolean }) {
  const { say } = usePhrases('tickets')
  const bars = { P1: 4, P2: 3, P3: 2, P4: 1 }[priority]
  return (
    <span className={`${style.priority} ${style[priority]}`} title={say(`priority.${priority}`)}>
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden>
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.6}
            y={8 - bar * 2.6}
            width="2.4"
            height={4 + bar * 2.6}
            rx="0.8"
            opacity={bar < bars ? 1 : 0.22}
          />
        ))}
      </svg>
      {priority}
      {word ? (
        <span>{say(`priority.${priority}`)}</span>
      ) : (
        <span className="visually-hidden">{say(`priority.${priority}`)}</span>
      )}
    </span>
  )
}

const kindIcons: Record<TicketKind, IconName> = { inquiry: 'chat', request: 'inbox', complaint: 'flag', fault: 'warn' }

/** Inquiry, request, complaint or fault. */
export function KindMark({ kind, word }: { kind: TicketKind; word?: boolean }) {
  const { say } = usePhrases('tickets')
  return (
    <span className={style.kind} title={say(`kind.${kind}`)}>
      <Icon name={kindIcons[kind]} size={14} label={word ? undefined : say(`kind.${kind}`)} />
      {word ? say(`kind.${kind}`) : null}
    </span>
  )
}

/** The grade of a customer, when it is more than ordinary, and VIP. */
export function GradeMark({ grade, vip }: { grade: string | null; vip?: boolean }) {
  const { say } = usePhrases('tickets')
  const special = grade !== null && grade !== 'ordinary'
  if (!special && !vip) return null
  return (
    <span className={style.grade} title={say('customer.grade')}>
      {special ? grade : null}
      {special && vip ? ' ' : null}
      {vip ? 'VIP' : null}
    </span>
  )
}

/** A colleague by name and job number. */
export function PersonName({ person }: { person: { name: string; jobNumber: string } | null }) {
  if (!person) return <span className={style.nobody}>—</span>
  return (
    <span title={`${person.name} ${person.jobNumber}`}>
      {person.name} <span className={style.job}>{person.jobNumber}</span>
    </span>
  )
}
