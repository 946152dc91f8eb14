import type { RunView } from '@shouwen/contract/playbook-schemas'
import { answerCallIn, listPlaybookRuns } from '@shouwen/contract/playbooks'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { usePresenceWords } from '#web/floor/use-presence-words.ts'
import { preciseLength, usePlaybookWords } from './playbook-words.ts'
import style from './run-list.module.css'

type Deed = RunView['deeds'][number]

/** A step that was carried out: by whom, whom it moved and back to what, who was asked in, and the queue before, 5 and 10 minutes after. */
export function DeedStory({ regionId, deed }: { regionId: number; deed: Deed }) {
  const { say, pick, language } = usePlaybookWords()
  const { stateWord } = usePresenceWords()
  const by = (who: Deed['takenBy']) => (who ? `${who.jobNumber} ${who.name}` : say('history.by-itself'))
  return (
    <article className={style.deed}>
      <header>
        <h3>
          {pick(deed.step)} <span className={style.norms}>{deed.norms.join(' ')}</span>
        </h3>
        <span className={style.quiet}>
          <RelativeTime at={deed.takenAt} exact /> {by(deed.takenBy)}
          {deed.undoneAt ? (
            <>
              {' '}
              → <RelativeTime at={deed.undoneAt} exact /> {by(deed.undoneBy)}
            </>
          ) : (
            ` · ${say('state.in-force')}`
          )}
        </span>
      </header>
      {deed.people.length > 0 ? (
        <ul className={style.moved}>
          {deed.people.map((one) => (
            <li key={one.person.id}>
              <b>{one.person.jobNumber}</b> {one.person.name}
              <span className={style.quiet}>{one.returnedAt ? say('moved.back', { from: stateWord(one.fromState), to: one.returnedTo ? stateWord(one.returnedTo) : say('moved.by-hand') }) : say('moved.from', { from: stateWord(one.fromState) })}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {deed.passedOver.length > 0 ? <p className={style.quiet}>{deed.passedOver.map((one) => say('passed', { who: `${one.person.jobNumber} ${one.person.name}`, why: say(`freedom.${one.freedom}`) })).join(' · ')}</p> : null}
      {deed.pausedCampaigns.length > 0 ? <p className={style.quiet}>{say('campaigns', { names: deed.pausedCampaigns.join('、') })}</p> : null}
      {deed.callIns.length > 0 ? <CallIns regionId={regionId} deed={deed} /> : null}
      {deed.effects.length > 0 ? (
        <div className={style.scroll}>
          <table className={style.effects}>
            <thead>
              <tr>
                <th scope="col">{say('effect.when')}</th>
                <th scope="col">{say('effect.waiting')}</th>
                <th scope="col">{say('effect.longest')}</th>
                <th scope="col" title={say('effect.level-formula')}>
                  {say('effect.level')}
                </th>
                <th scope="col">{say('effect.abandoned')}</th>
                <th scope="col">{say('effect.agents')}</th>
              </tr>
            </thead>
            <tbody>
              {deed.effects.map((one) => (
                <tr key={one.afterMinutes}>
                  <th scope="row">{one.afterMinutes === 0 ? say('effect.before') : say('effect.after', { n: one.afterMinutes })}</th>
                  <td>{one.waiting}</td>
                  <td>{preciseLength(one.longestWaitSeconds * 1000, language)}</td>
                  <td>{one.answered + one.abandoned === 0 ? '—' : `${Math.round((100 * one.answeredWithin) / (one.answered + one.abandoned))}% (${one.answeredWithin}/${one.answered + one.abandoned})`}</td>
                  <td>{one.abandoned}</td>
                  <td>{one.agents}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </article>
  )
}

/** Who was asked to stay or come in, in the order of the list; for somebody reached by telephone the supervisor enters the answer. @norm CC-16 CC-17 */
function CallIns({ regionId, deed }: { regionId: number; deed: Deed }) {
  const { say } = usePlaybookWords()
  const answer = useAct(answerCallIn, { refreshes: [listPlaybookRuns] })
  const yes = deed.callIns.filter((one) => one.answer === 'accepted').length
  return (
    <>
      <p>{say('call-ins.count', { yes, asked: deed.callIns.length })}</p>
      <ul className={style.callIns}>
        {deed.callIns.map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.person.jobNumber}</b> {one.person.name}
            </span>
            <span className={style.quiet}>{say(`call-in.${one.kind}`, { n: one.minutes })}</span>
            {one.answer ? (
              <span>
                {say(`call-in.${one.answer}`)}
                {one.answer === 'accepted' && one.minutesWorked > 0 ? ` · ${say('call-in.worked', { n: one.minutesWorked })}` : ''}
              </span>
            ) : (
              <span className={style.acts}>
                <Button size="small" onClick={() => void answer.act({ regionId, callInId: one.id, answer: 'accepted' })}>
                  {say('call-in.yes')}
                </Button>
                <Button size="small" onClick={() => void answer.act({ regionId, callInId: one.id, answer: 'declined' })}>
                  {say('call-in.no')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {answer.refusal ? <RefusalNotice refusal={answer.refusal} inline /> : null}
    </>
  )
}
