import { type AgentFigures, agentReport } from '@shouwen/contract/floor-board'
import type { Static } from '@shouwen/contract/operation'
import { occupancyOf } from '@shouwen/kernels/queueing/floor-figures'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Loading } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { lengthOf } from '#ui/time.ts'
import style from './reports.module.css'
import { shown } from './shown.ts'
import { StateShape } from './state-shape.tsx'
import { usePresenceWords } from './use-presence-words.ts'

type Agent = Static<typeof AgentFigures>

/** Person by person: contacts, handling time, and how the time at work was spent, as a bar and in words. */
export function AgentReport({ regionId, period }: { regionId: number; period: { from: string; until: string } }) {
  const { say, pick } = usePhrases('floor')
  const { states, countsOf, stateWord } = usePresenceWords()
  const [unitId, choose] = useState('')
  const report = useRead(agentReport, { regionId, ...period }, { keep: true })
  if (report.error && !report.data) return <RefusalNotice refusal={report.error} onRetry={() => void report.refetch()} />
  if (!report.data) return <Loading />
  const { units, isCut } = report.data
  const items = report.data.items.filter((one) => !unitId || one.unitId === unitId)
  const used = states.filter(({ code }) => items.some((one) => one.states.some((spell) => spell.state === code)))
  return (
    <>
      <div className={style.queue}>
        <label>
          {say('reports.unit')}
          <select value={unitId} onChange={({ target }) => choose(target.value)}>
            <option value="">{say('reports.all')}</option>
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {pick(unit)}
              </option>
            ))}
          </select>
        </label>
        <span className={style.keys}>
          {used.map(({ code }) => (
            <span key={code}>
              <i className={`${style.key} ${style[countsOf(code)]}`} aria-hidden />
              {stateWord(code)}
            </span>
          ))}
        </span>
        {isCut ? <span>{say('reports.cut')}</span> : null}
      </div>
      {items.length === 0 ? (
        <EmptyState compact title={say('reports.none')} />
      ) : (
        <div className={style.scroll} tabIndex={0} role="region" aria-label={say('reports.table')}>
          <table className={style.table}>
            <thead>
              <tr>
                <th scope="col">{say('agent.person')}</th>
                <th scope="col">{say('agent.contacts')}</th>
                <th scope="col">{say('agent.missed')}</th>
                <th scope="col">AHT</th>
                <th scope="col">{say('agent.wrap-up')}</th>
                <th scope="col">{say('agent.occupancy')}</th>
                <th scope="col">{say('agent.at-work')}</th>
                <th scope="col" className={style.wide}>
                  {say('agent.time')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <AgentRow key={one.person.id} agent={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function AgentRow({ agent }: { agent: Agent }) {
  const { language } = usePhrases('floor')
  const { states, countsOf, stateWord } = usePresenceWords()
  const seconds = (state: string) => agent.states.find((one) => one.state === state)?.seconds ?? 0
  const whole = agent.states.reduce((sum, one) => sum + one.seconds, 0)
  const wrapUp = seconds('wrap-up')
  // Who served chats only has no busy time: chats change no state.
  const occupancy = agent.contacts > 0 && seconds('talking') === 0 ? null : occupancyOf(agent.states.map((one) => ({ seconds: one.seconds, counts: countsOf(one.state) })))
  const per = (total: number) => (agent.contacts > 0 ? total / agent.contacts : null)
  const spent = states.filter(({ code }) => seconds(code) > 0)
  return (
    <tr>
      <th scope="row">
        {agent.person.jobNumber} {agent.person.name}
      </th>
      <td>{agent.contacts}</td>
      <td>
        {agent.missed}/{agent.offers}
      </td>
      <td>{shown(per(agent.serviceSeconds + wrapUp), 'seconds', language)}</td>
      <td>{shown(per(wrapUp), 'seconds', language)}</td>
      <td>{shown(occupancy, 'share', language)}</td>
      <td>{lengthOf(whole * 1000, language)}</td>
      <td className={style.wide}>
        <span className={style.timeBar} aria-hidden>
          {spent.map(({ code }) => (
            <i key={code} className={`${style[countsOf(code)]} ${code === 'wrap-up' ? style.lighter : ''}`} style={{ flexGrow: seconds(code) }} title={`${stateWord(code)} ${lengthOf(seconds(code) * 1000, language)}`} />
          ))}
        </span>
        <span className={style.spent}>
          {spent.map(({ code }) => (
            <span key={code}>
              <StateShape state={code} /> {stateWord(code)} {lengthOf(seconds(code) * 1000, language)}
            </span>
          ))}
        </span>
      </td>
    </tr>
  )
}
