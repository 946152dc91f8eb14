import type { PlaybookView } from '@shouwen/contract/playbook-schemas'
import { listPlaybookRuns, listPlaybooks, listProposals, startPlaybook, stopPlaybook } from '@shouwen/contract/playbooks'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { PlaybookSetting } from './playbook-setting.tsx'
import { usePlaybookWords } from './playbook-words.ts'
import style from './playbooks.module.css'
import { StepRow } from './step-row.tsx'

const refreshes = [listPlaybooks, listProposals, listPlaybookRuns]

type Props = { regionId: number; playbook: PlaybookView; isOpen: boolean; onOpen: () => void }

/** One playbook: its steps from the first to the last as they stand, how it is used here, and starting and ending it by hand. */
export function PlaybookSection({ regionId, playbook, isOpen, onOpen }: Props) {
  const { say, pick, condition, held } = usePlaybookWords()
  const nowMs = useNow()
  const start = useAct(startPlaybook, { refreshes })
  const stop = useAct(stopPlaybook, { refreshes })
  const [ending, setEnding] = useState<string>()
  const { id, run, steps, release, abilities } = playbook
  const inForce = steps.filter((step) => step.state === 'in-force')
  const ref = { regionId, playbookId: id }
  const isStirring = steps.some((step) => step.state === 'counting' || step.state === 'proposed')
  return (
    <section className={style.book} aria-label={pick(playbook)}>
      <header className={style.bookHead}>
        <h2>
          <button type="button" aria-expanded={isOpen} onClick={onOpen}>
            {pick(playbook)}
          </button>
        </h2>
        <StatusTag tone={inForce.length > 0 ? 'warn' : isStirring ? 'info' : 'neutral'} settled={inForce.length > 0}>
          {inForce.length > 0 ? say('book.in-force', { count: inForce.length }) : isStirring ? say('book.counting') : say('book.rest')}
        </StatusTag>
        <StatusTag tone={playbook.mode === 'automatic' ? 'accent' : playbook.mode === 'off' ? 'bad' : 'neutral'}>{say(`mode.${playbook.mode}`)}</StatusTag>
        <span className={style.norms}>{playbook.norms.join(' ')}</span>
        {run ? (
          <span className={style.quiet}>
            {run.startedBy ? say('book.started-by', { who: `${run.startedBy.jobNumber} ${run.startedBy.name}` }) : say('book.since')} <RelativeTime at={run.startedAt} exact />
          </span>
        ) : null}
      </header>
      {isOpen ? (
        <>
          {playbook.note ? <p className={style.quiet}>{pick(playbook.note)}</p> : null}
          <ol className={style.steps}>
            {steps.map((step) => (
              <StepRow key={step.id} regionId={regionId} playbookId={id} step={step} nowMs={nowMs} mayStart={abilities.includes('start') && playbook.mode !== 'off'} isBusy={start.isBusy} onStart={() => void start.act({ ...ref, stepId: step.id })} />
            ))}
          </ol>
          <p className={style.release}>
            {say('release', { figure: pick(release.words), limit: release.atOrBelow, n: release.forMinutes })}
            {release.heldSince ? <b> {say('release-held', { time: held(release.heldSince, nowMs) })}</b> : null}
          </p>
          {playbook.jumps.map((jump) => (
            <p key={jump.to} className={style.quiet}>
              {say(jump.allowed ? 'jump.allowed' : 'jump.not', { condition: condition(jump.when), step: stepName(playbook, jump.to, pick) })}
            </p>
          ))}
          <div className={style.acts}>
            {run && inForce.length > 0 && abilities.includes('stop') ? (
              ending === undefined ? (
                <Button danger onClick={() => setEnding('')}>
                  {say('stop.open')}
                </Button>
              ) : (
                <form
                  className={style.ending}
                  onSubmit={(event) => {
                    event.preventDefault()
                    if (ending.trim()) void stop.act({ ...ref, reason: ending.trim() }).then((done) => done && setEnding(undefined))
                  }}
                >
                  <Input autoFocus aria-label={say('stop.reason')} placeholder={say('stop.reason')} value={ending} maxLength={300} onChange={({ target }) => setEnding(target.value)} />
                  <Button danger htmlType="submit" loading={stop.isBusy} disabled={!ending.trim()}>
                    {say('stop.send')}
                  </Button>
                  <Button type="text" onClick={() => setEnding(undefined)}>
                    {say('decline.back')}
                  </Button>
                </form>
              )
            ) : null}
          </div>
          {start.refusal ? <RefusalNotice refusal={start.refusal} inline /> : null}
          {stop.refusal ? <RefusalNotice refusal={stop.refusal} inline /> : null}
          {abilities.includes('set') || abilities.includes('approve') || playbook.wanted ? <PlaybookSetting regionId={regionId} playbook={playbook} /> : null}
        </>
      ) : null}
    </section>
  )
}

const stepName = ({ steps }: PlaybookView, id: string, pick: (phrase: { zh: string; en: string }) => string): string => {
  const step = steps.find((one) => one.id === id)
  return step ? pick(step) : id
}
