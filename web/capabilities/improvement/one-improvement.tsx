import { declineImprovement, finishImprovement, improvementWords, type ItemView, listImprovements, planImprovement, verifyImprovement } from '@shouwen/contract/improvement-register'
import type { Static } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import style from './improvement.module.css'
import { PlanFields, type Plan, planReady } from './plan-fields.tsx'

export type Item = Static<typeof ItemView>
type Asking = 'plan' | 'done' | 'helped' | 'not-helped' | 'decline'

export const tones: Record<Item['state'], Tone> = { proposed: 'neutral', acting: 'warn', done: 'neutral', effective: 'good', declined: 'neutral' }

/** One thing to be improved: where it came from, what is done about it, whether it helped, and what can be done now. */
export function OneImprovement({ item }: { item: Item }) {
  const { say, pick } = usePhrases('improvement')
  const words = useRead(improvementWords, {})
  const [asking, setAsking] = useState<Asking>()
  const word = (list: 'origins' | 'causes', code: string | null) => {
    const found = words.data?.[list].find((one) => one.code === code)
    return found ? pick(found) : (code ?? '—')
  }
  const open = item.promises.filter((one) => one.stoppedAt === null)
  const person = (who: Item['owner']) => (who ? `${who.name} ${who.jobNumber}` : '—')
  return (
    <article className={style.one}>
      <p className={style.head}>
        <StatusTag tone={item.overdue ? 'bad' : tones[item.state]} settled={item.settledAt !== null}>
          {item.overdue ? say('register.overdue') : say(`item-state.${item.state}`)}
        </StatusTag>
        {open.map((one) => (
          <ExplainedPromise key={one.id} promise={one} size="small" named />
        ))}
        {item.round > 1 ? <span className={style.small}>{say('register.round', { round: item.round })}</span> : null}
      </p>
      <p className={style.text}>{item.detail}</p>
      <FieldList
        fields={[
          { label: say('register.origin'), value: word('origins', item.origin) },
          ...(item.ticket ? [{ label: say('register.ticket'), value: <Link to="/tickets/$ticketId" params={{ ticketId: item.ticket.id }}>{item.ticket.number}</Link> }] : []),
          { label: say('register.by'), value: `${person(item.registeredBy)}${item.timesSaid > 1 ? ` · ${say('register.said', { count: item.timesSaid })}` : ''}` },
          { label: say('register.at'), value: <RelativeTime at={item.registeredAt} exact /> },
          { label: say('register.cause'), value: word('causes', item.cause) },
          { label: say('register.owner'), value: person(item.owner) },
          { label: say('register.due-on'), value: item.dueOn ? <span className={item.overdue ? style.late : undefined}>{item.dueOn}</span> : '—' },
          ...(item.raisedTo ? [{ label: say('register.raised-to'), value: person(item.raisedTo) }] : []),
          { label: say('register.measure'), value: item.measure ?? '—', wide: true },
          ...(item.doneNote ? [{ label: say('register.done-note'), value: item.doneNote, wide: true }] : []),
          ...(item.settledNote ? [{ label: say('register.outcome'), value: item.settledNote, wide: true }] : [])
        ]}
      />
      {item.effect ? <Effect effect={item.effect} /> : null}
      {item.earlierId ? <p className={style.warn}>{say('register.came-back')}</p> : null}
      {asking ? (
        <Answer item={item} asking={asking} onDone={() => setAsking(undefined)} />
      ) : (
        <p className={style.acts}>
          {item.can.plan ? <Button size="small" type={item.state === 'proposed' ? 'primary' : 'default'} onClick={() => setAsking('plan')}>{say(item.state === 'proposed' ? 'act.plan' : 'act.replan')}</Button> : null}
          {item.can.do ? <Button size="small" type="primary" onClick={() => setAsking('done')}>{say('act.done')}</Button> : null}
          {item.can.verify ? (
            <>
              <Button size="small" type="primary" onClick={() => setAsking('helped')}>{say('act.helped')}</Button>
              <Button size="small" onClick={() => setAsking('not-helped')}>{say('act.not-helped')}</Button>
            </>
          ) : null}
          {item.settledAt === null && (item.can.plan || item.can.verify) ? <Button size="small" type="text" onClick={() => setAsking('decline')}>{say('act.decline')}</Button> : null}
        </p>
      )}
    </article>
  )
}

function Effect({ effect }: { effect: NonNullable<Item['effect']> }) {
  const { say } = usePhrases('improvement')
  if (effect.category === null || effect.days < 1) return null
  return (
    <p className={style.small}>
      {say('register.effect', { days: effect.days, before: effect.before, after: effect.after })}
      {effect.p === null ? '' : ` · ${say(effect.p < 0.05 ? 'register.effect-real' : 'register.effect-chance', { p: effect.p < 0.001 ? '<0.001' : effect.p.toFixed(3) })}`}
    </p>
  )
}

function Answer({ item, asking, onDone }: { item: Item; asking: Asking; onDone: () => void }) {
  const { say } = usePhrases('improvement')
  const refreshes = { refreshes: [listImprovements] }
  const acts = { plan: useAct(planImprovement, refreshes), finish: useAct(finishImprovement, refreshes), verify: useAct(verifyImprovement, refreshes), decline: useAct(declineImprovement, refreshes) }
  const [text, setText] = useState('')
  const [plan, setPlan] = useState<Plan>({ cause: item.cause ?? undefined, measure: item.measure ?? '', ownerId: item.owner?.id, dueOn: item.dueOn ?? '' })
  const at = { regionId: item.regionId, itemId: item.id }
  const said = text.trim()
  const isReady = asking === 'plan' ? planReady(plan) : said !== '' && (asking !== 'not-helped' || plan.dueOn !== '')
  const submit = async () => {
    if (!isReady) return
    const done =
      asking === 'plan'
        ? planReady(plan) && (await acts.plan.act({ ...at, version: item.version, ...plan }))
        : asking === 'done'
          ? await acts.finish.act({ ...at, note: said })
          : asking === 'decline'
            ? await acts.decline.act({ ...at, reason: said })
            : await acts.verify.act({ ...at, effective: asking === 'helped', note: said, ...(asking === 'not-helped' ? { dueOn: plan.dueOn } : {}) })
    if (done) onDone()
  }
  const refusal = Object.values(acts).find((one) => one.refusal)?.refusal
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {asking === 'plan' ? <PlanFields plan={plan} onChange={setPlan} /> : null}
      {asking === 'plan' ? null : (
        <Input.TextArea autoFocus value={text} maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} aria-label={say(`ask.${asking}`)} placeholder={say(`ask.${asking}`)} onChange={(event) => setText(event.target.value)} />
      )}
      {asking === 'not-helped' ? (
        <label className={style.date}>
          {say('register.due-on')}
          <input type="date" value={plan.dueOn} onChange={({ target }) => setPlan({ ...plan, dueOn: target.value })} />
        </label>
      ) : null}
      <span className={style.acts}>
        <Button size="small" type="primary" htmlType="submit" disabled={!isReady} loading={Object.values(acts).some((one) => one.isBusy)}>
          {say(asking === 'plan' ? 'act.save-plan' : `act.${asking}`)}
        </Button>
        <Button size="small" onClick={onDone}>{say('leave')}</Button>
      </span>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </form>
  )
}
