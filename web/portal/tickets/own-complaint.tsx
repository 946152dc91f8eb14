import type { OutputOf } from '@shouwen/contract/operation'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { useRead } from '../read.ts'
import style from './own-complaint.module.css'

type Complaint = OutputOf<typeof at.readMyComplaint>

/** Of a complaint: which departments work on it, and where else one may turn. Without it the page still tells the rest. */
export function OwnComplaint({ ticketId }: { ticketId: string }) {
  const { data } = useRead(at.readMyComplaint, { ticketId })
  if (!data) return null
  return (
    <>
      {data.departments.length > 0 ? <Departments departments={data.departments} /> : null}
      <Elsewhere ticketId={ticketId} appeal={data.appeal} />
    </>
  )
}

function Departments({ departments }: Pick<Complaint, 'departments'>) {
  const { say, pick } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  return (
    <section className="card">
      <h2 className={style.title}>{say('complaint.departments')}</h2>
      <ul className={style.departments}>
        {departments.map((one) => (
          <li key={one.zh} className={style[one.state]}>
            <Icon name={one.state === 'done' ? 'check' : 'clock'} size={16} />
            <span>{pick(one)}</span>
            <span>{say(`complaint.${one.state}`)}</span>
            <time dateTime={one.since}>{momentOf(one.since, words, nowMs)}</time>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The offices above us, shown to whoever asks, whatever we think of the matter. */
function Elsewhere({ ticketId, appeal }: Pick<Complaint, 'appeal'> & { ticketId: string }) {
  const { say, pick } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  return (
    <details className={`card ${style.elsewhere}`}>
      <summary>{say('complaint.elsewhere')}</summary>
      <p>
        {appeal.state === 'later' && appeal.from
          ? say('complaint.appeal-later', { at: momentOf(appeal.from, words, nowMs) })
          : say(`complaint.appeal-${appeal.because ?? 'later-open'}`)}
      </p>
      <Go to={`/tickets/${ticketId}/proof`} className={style.proof}>
        <Icon name="file" size={18} />
        {say('complaint.proof')}
      </Go>
      <ul>
        {appeal.offices.map((office) => (
          <li key={office.code}>
            <strong>{pick(office)}</strong>
            <p>{pick(office.for)}</p>
            <p>
              {office.ways.map((way) => (
                <Way key={way.value} way={way} />
              ))}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Way({ way }: { way: Complaint['appeal']['offices'][number]['ways'][number] }) {
  if (way.kind === 'phone')
    return (
      <a href={`tel:${way.value}`}>
        <Icon name="call" size={16} />
        {way.value}
      </a>
    )
  if (way.kind === 'web')
    return (
      <a href={way.value} target="_blank" rel="noreferrer">
        {way.value.replace('https://', '')}
      </a>
    )
  return <span>{way.value}</span>
}
