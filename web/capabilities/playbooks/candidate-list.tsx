import type { Candidate } from '@shouwen/contract/playbook-schemas'
import { usePresenceWords } from '#web/floor/use-presence-words.ts'
import { TimeLeft } from '#ui/time-left.tsx'
import style from './playbook-card.module.css'
import { usePlaybookWords } from './playbook-words.ts'

type Props = {
  candidates: readonly Candidate[]
  chosen: readonly string[]
  /** Nobody may be taken out or put in. */
  isFixed: boolean
  /** No more than so many at once. */
  most: number | null
  onChange: (chosen: readonly string[]) => void
}

/** Whom a step would move: everybody of the pool as they are now, those chosen ticked, and what of their own work falls due meanwhile. @norm CC-12 CC-13 CC-14 CC-15 */
export function CandidateList({ candidates, chosen, isFixed, most, onChange }: Props) {
  const { say, pick } = usePlaybookWords()
  const { stateWord } = usePresenceWords()
  const isFull = most !== null && chosen.length >= most
  return (
    <ul className={style.people}>
      {candidates.map(({ person, unit, freedom, state, promises, dueSoon, firstDue, returnsTo, hoursToday }) => {
        const isChosen = chosen.includes(person.id)
        const canChoose = !isFixed && freedom === 'free'
        return (
          <li key={person.id} className={freedom === 'free' || returnsTo ? undefined : style.away}>
            <label>
              {isFixed ? null : (
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!canChoose || (!isChosen && isFull)}
                  onChange={() => onChange(isChosen ? chosen.filter((id) => id !== person.id) : [...chosen, person.id])}
                />
              )}
              <span className={style.person}>
                <b>{person.jobNumber}</b> {person.name}
                {unit ? <small>{pick(unit)}</small> : null}
              </span>
              <span className={style.state}>{returnsTo ? say('people.returns-to', { state: stateWord(returnsTo) }) : freedom === 'free' || freedom === 'signed-out' ? stateWord(state) : say('people.state', { state: stateWord(state), why: say(`freedom.${freedom}`) })}</span>
              {hoursToday === null ? null : <span className={style.quiet}>{say('people.hours', { n: hoursToday })}</span>}
              {dueSoon > 0 ? (
                <span className={style.due}>
                  {say('people.due-soon', { n: dueSoon })}
                  {firstDue?.dueAt ? (
                    <>
                      {' '}
                      {pick(firstDue.title)} <TimeLeft until={firstDue.dueAt} />
                    </>
                  ) : null}
                </span>
              ) : promises > 0 ? (
                <span className={style.quiet}>{say('people.promises', { n: promises })}</span>
              ) : null}
            </label>
          </li>
        )
      })}
    </ul>
  )
}
