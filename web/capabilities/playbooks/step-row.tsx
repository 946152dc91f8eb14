import type { StepView } from '@shouwen/contract/playbook-schemas'
import { tryPlaybook } from '@shouwen/contract/playbooks'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { ForecastChart } from './forecast-chart.tsx'
import { usePlaybookWords } from './playbook-words.ts'
import style from './playbooks.module.css'

const tones: Record<StepView['state'], Tone> = { rest: 'neutral', counting: 'info', proposed: 'warn', 'in-force': 'good', 'nobody-free': 'bad' }

type Props = { regionId: number; playbookId: string; step: StepView; nowMs: number; mayStart: boolean; isBusy: boolean; onStart: () => void }

/** A step of a playbook: when it is due, whom it moves, who says yes, how it stands; tried or started by hand. */
export function StepRow({ regionId, playbookId, step, nowMs, mayStart, isBusy, onStart }: Props) {
  const { say, pick, condition, held } = usePlaybookWords()
  const [isTrying, tryIt] = useState(false)
  const count = step.atMost === null ? null : step.atLeast !== null && step.atLeast !== step.atMost ? `${step.atLeast}–${step.atMost}` : String(step.atMost)
  return (
    <li className={`${style.step} ${step.state === 'in-force' ? style.inForce : ''}`}>
      <div className={style.stepWhat}>
        <p className={style.stepName}>
          {pick(step)} <span className={style.norms}>{step.norms.join(' ')}</span>
        </p>
        <p className={style.quiet}>
          {condition(step.when)}
          {step.pool ? ` · ${count ? say('step.people', { pool: pick(step.pool), count }) : say('step.all', { pool: pick(step.pool) })}` : ''}
          {step.byHand ? ` · ${say('step.by-hand')}` : ''} · {say('step.approve', { roles: step.approve.map(pick).join(' / ') })}
        </p>
        {step.note ? <p className={style.quiet}>{pick(step.note)}</p> : null}
      </div>
      <div className={style.stepState}>
        <StatusTag tone={tones[step.state]} settled={step.state === 'in-force'}>
          {say(`state.${step.state}`)}
        </StatusTag>
        {step.state === 'counting' ? <span className={style.ticking}>{held(step.heldSince, nowMs)}</span> : null}
        {step.takenAt ? (
          <span className={style.quiet}>
            <RelativeTime at={step.takenAt} exact /> {step.people > 0 ? say('step.moved', { n: step.people }) : ''}
          </span>
        ) : null}
      </div>
      <div className={style.stepActs}>
        {step.act === 'move-people' || step.act === 'order-overtime' ? (
          <Button size="small" aria-expanded={isTrying} onClick={() => tryIt(!isTrying)}>
            {say('try')}
          </Button>
        ) : null}
        {mayStart && step.state !== 'in-force' && step.state !== 'proposed' ? (
          <Button size="small" loading={isBusy} onClick={onStart}>
            {say('start')}
          </Button>
        ) : null}
      </div>
      {isTrying ? <Trial regionId={regionId} playbookId={playbookId} stepId={step.id} /> : null}
    </li>
  )
}

/** What the queue would look like; nothing is moved. */
function Trial({ regionId, playbookId, stepId }: { regionId: number; playbookId: string; stepId: string }) {
  const forecast = useRead(tryPlaybook, { regionId, playbookId, stepId }, { everyMs: 15_000 })
  return <div className={style.trial}>{forecast.data ? <ForecastChart forecast={forecast.data} /> : forecast.error ? <RefusalNotice refusal={forecast.error} inline /> : <Skeleton lines={4} />}</div>
}
