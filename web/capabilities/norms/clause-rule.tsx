import type { Clause } from '@shouwen/kernels/conditions/index'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Block } from './block.tsx'
import { type ClauseAnswer, type ClauseWordings, durationWords } from './clause-content.ts'
import style from './clause-page.module.css'
import { DecisionTableView } from './decision-table-view.tsx'

/** What the clause does: whom it concerns, how its clock runs, its numbers; a duty with the question an inspector asks. */
export function ClauseRule({ clause, answer, words }: { clause: Clause; answer: ClauseAnswer; words: ClauseWordings }) {
  const { say, pick, language } = usePhrases('norms')
  const { applies, clock, limit, at_risk: risk, measure, duty, parameters, table } = clause
  const join = (codes: readonly string[], as: (code: string) => string) =>
    codes.map(as).join(language === 'en' ? ', ' : '、')
  const limitTable = limit && 'table' in limit ? limit.table : undefined
  const limitShown = durationWords(limit, say)
  return (
    <>
      {applies || clock || duty || parameters ? (
        <Block title={say('rule.title')} aside={clock ? say(`promise.${clock.promise}`) : undefined}>
          <ul className={style.rule}>
            {applies ? (
              <Line icon="filter" label={say('rule.applies')}>
                {answer.condition ? (
                  pick(answer.condition)
                ) : applies.when ? (
                  <code className={style.code}>{applies.when}</code>
                ) : (
                  say('rule.always')
                )}
                {clock && clock.starts !== applies.event ? (
                  <small>{say('rule.asked-at', { event: words.event(applies.event) })}</small>
                ) : null}
              </Line>
            ) : null}
            {clock ? (
              <>
                <Line icon="clock" label={say('rule.limit')}>
                  {limitShown ? <strong className={style.limit}>{limitShown}</strong> : say(limit && 'fact' in limit ? 'rule.as-agreed' : 'rule.by-table')}
                  {risk ? (
                    <small>
                      {'share' in risk
                        ? say('rule.risk-share', { share: Math.round(risk.share * 100) })
                        : say('rule.risk-before', { time: durationWords(risk, say) ?? '' })}
                    </small>
                  ) : null}
                </Line>
                <Line icon="flag" label={say('rule.starts')}>
                  {words.event(clock.starts)}
                </Line>
                <Line icon="check" label={say('rule.stops')}>
                  {join(clock.stops, words.event)}
                  {clock.repeats ? <small>{say('rule.repeats')}</small> : null}
                </Line>
                {(clock.pauses ?? []).map((pause) => (
                  <Line key={pause.event} icon="pause" label={say('rule.pauses')}>
                    {say('rule.pause', { event: words.event(pause.event), until: join(pause.until, words.event) })}
                    <small>{say('rule.reasons', { reasons: join(pause.reasons, words.reason) })}</small>
                  </Line>
                ))}
                {(clock.pauses ?? []).length === 0 ? (
                  <Line icon="pause" label={say('rule.pauses')}>
                    {say('rule.no-pause')}
                  </Line>
                ) : null}
                {(clock.voids ?? []).length > 0 ? (
                  <Line icon="close" label={say('rule.voids')}>
                    {join(clock.voids ?? [], words.event)}
                  </Line>
                ) : null}
                <Line icon="columns" label={say('rule.calendar')}>
                  <Link to="/rulebook/calendars" search={{ calendar: clock.calendar }}>
                    {answer.calendar ? pick(answer.calendar.name) : clock.calendar}
                  </Link>
                </Line>
                <Line icon="person" label={say('rule.owner')}>
                  {say(`owner.${clock.owner}`)}
                </Line>
              </>
            ) : null}
            {duty ? (
              <>
                <Line icon="person" label={say('rule.who')}>
                  {pick(duty.who)}
                </Line>
                <Line icon="audit" label={say('rule.check')}>
                  {pick(duty.check)}
                </Line>
                <Line icon="promise" label={say('rule.enforced')}>
                  <StatusTag tone={duty.enforced === 'not-yet' ? 'warn' : 'good'} settled={duty.enforced !== 'not-yet'}>
                    {say(`enforced.${duty.enforced}`)}
                  </StatusTag>
                </Line>
              </>
            ) : null}
            {measure ? (
              <Line icon="chart" label={say('rule.measure')}>
                {say('rule.measured', {
                  share: Math.round(measure.share * 100),
                  period: say(`period.${measure.period}`)
                })}
                {measure.average ? (
                  <small>{say('rule.average', { time: durationWords(measure.average, say) ?? '' })}</small>
                ) : null}
              </Line>
            ) : null}
            {Object.entries(parameters ?? {}).map(([name, value]) => (
              <Line key={name} icon="gear" label={<code className={style.code}>{name}</code>}>
                {Array.isArray(value) ? value.join(', ') : String(value)}
              </Line>
            ))}
          </ul>
        </Block>
      ) : null}
      {limitTable ? <DecisionTableView table={limitTable} words={words} title={say('table.limits')} /> : null}
      {table ? <DecisionTableView table={table} words={words} title={say('table.title')} /> : null}
    </>
  )
}

function Line({ icon, label, children }: { icon: IconName; label: ReactNode; children: ReactNode }) {
  return (
    <li>
      <Icon name={icon} size={15} />
      <span className={style.label}>{label}</span>
      <span className={style.said}>{children}</span>
    </li>
  )
}
