import type { tryWhatIf, whatIfChoices } from '@shouwen/contract/floor-what-if'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { Button } from 'antd'
import type { FormEvent } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import style from './what-if.module.css'

export type Playbooks = OutputOf<typeof whatIfChoices>['playbooks']
type Inputs = Omit<InputOf<typeof tryWhatIf>, 'regionId' | 'withinSeconds'>

const bounds = {
  hours: [1, 12],
  perHour: [1, 5000],
  handleSeconds: [10, 3600],
  patienceSeconds: [5, 3600],
  surgeFactor: [1, 10],
  surgeFrom: [0, 719],
  surgeTo: [1, 720],
  seed: [0, 2_147_483_647]
} as const
type Field = keyof typeof bounds
type Side = { people: number; playbook: string }
/** What the form holds; kept in this browser. */
export type TrialForm = Record<Field, number> & { pools: Record<string, number>; sides: [Side, Side] }

/** An afternoon with a fault in it: something to change, not a norm. */
export const usualTrial: TrialForm = {
  hours: 4,
  perHour: 320,
  handleSeconds: 200,
  patienceSeconds: 240,
  surgeFactor: 1.7,
  surgeFrom: 60,
  surgeTo: 180,
  seed: 1,
  pools: {},
  sides: [
    { people: 20, playbook: '' },
    { people: 20, playbook: 'surge-ladder' }
  ]
}
const USUAL_POOL = 4

/** Arrivals, service and the two arrangements. The browser checks the bounds. */
export function WhatIfForm({ trial, playbooks, withinSeconds, isBusy, onChange, onRun }: { trial: TrialForm; playbooks: Playbooks; withinSeconds: number; isBusy: boolean; onChange(next: TrialForm): void; onRun(inputs: Inputs): void }) {
  const { say, pick } = usePhrases('what-if')
  const steps = [...new Map(playbooks.flatMap(({ steps: all }) => all.flatMap((step) => (step.pool === null ? [] : [[step.pool, step] as const])))).entries()]
  const poolOf = (pool: string) => trial.pools[pool] ?? USUAL_POOL
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const pools = steps.map(([pool]) => ({ pool, people: poolOf(pool) }))
    onRun({
      perHour: Array.from({ length: trial.hours }, () => trial.perHour),
      ...(trial.surgeFactor > 1 ? { surge: { factor: trial.surgeFactor, fromMinute: trial.surgeFrom, toMinute: trial.surgeTo } } : {}),
      handleSeconds: trial.handleSeconds,
      patienceSeconds: trial.patienceSeconds,
      intervalMinutes: '15',
      seed: trial.seed,
      sides: trial.sides.map(({ people, playbook }) => ({ people, pools, ...(playbook ? { playbook } : {}) }))
    })
  }
  const number = (label: string, value: number, [min, max]: readonly [number, number], set: (value: number) => void, step = 1) => (
    <label key={label}>
      <span>{label}</span>
      <input type="number" required min={min} max={max} step={step} value={Number.isNaN(value) ? '' : value} onChange={({ target }) => set(target.valueAsNumber)} />
    </label>
  )
  const field = (name: Field, step = 1) => number(say(`form.${name}`), trial[name], bounds[name], (value) => onChange({ ...trial, [name]: value }), step)
  const setSide = (at: 0 | 1, change: Partial<Side>) => {
    const sides: TrialForm['sides'] = [{ ...trial.sides[0] }, { ...trial.sides[1] }]
    sides[at] = { ...sides[at], ...change }
    onChange({ ...trial, sides })
  }
  return (
    <form className={style.form} onSubmit={submit}>
      <p className={style.quiet}>{say('text', { n: withinSeconds })}</p>
      {([0, 1] as const).map((at) => (
        <fieldset key={at}>
          <legend>{say(`side.${at}`)}</legend>
          {number(say('form.people'), trial.sides[at].people, [1, 500], (people) => setSide(at, { people }))}
          <label>
            <span>{say('form.playbook')}</span>
            <select value={trial.sides[at].playbook} onChange={({ target }) => setSide(at, { playbook: target.value })}>
              <option value="">{say('form.no-playbook')}</option>
              {playbooks.map((one) => (
                <option key={one.id} value={one.id}>
                  {pick(one)}
                </option>
              ))}
            </select>
          </label>
        </fieldset>
      ))}
      <fieldset>
        <legend>{say('form.arrivals')}</legend>
        {field('hours')}
        {field('perHour')}
        {field('surgeFactor', 0.1)}
        {field('surgeFrom')}
        {field('surgeTo')}
      </fieldset>
      <fieldset>
        <legend>{say('form.service')}</legend>
        {field('handleSeconds')}
        {field('patienceSeconds')}
        {field('seed')}
      </fieldset>
      <fieldset>
        <legend>{say('form.pools')}</legend>
        {steps.map(([pool, step]) => number(pick(step), poolOf(pool), [0, 100], (people) => onChange({ ...trial, pools: { ...trial.pools, [pool]: people } })))}
      </fieldset>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {say('run')}
      </Button>
    </form>
  )
}
