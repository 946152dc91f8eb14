import type { PlaybookView } from '@shouwen/contract/playbook-schemas'
import { approveAutomatic, listPlaybooks, setPlaybook } from '@shouwen/contract/playbooks'
import { Button, Checkbox } from 'antd'
import { useAct } from '#lib/act.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { usePlaybookWords } from './playbook-words.ts'
import style from './playbooks.module.css'

const modes = ['propose', 'automatic', 'off'] as const

/** Off, proposing or acting by itself, and which jumps are allowed; acting by itself waits for a second person. */
export function PlaybookSetting({ regionId, playbook }: { regionId: number; playbook: PlaybookView }) {
  const { say, pick, condition } = usePlaybookWords()
  const set = useAct(setPlaybook, { refreshes: [listPlaybooks] })
  const approve = useAct(approveAutomatic, { refreshes: [listPlaybooks] })
  const ref = { regionId, playbookId: playbook.id }
  const maySet = playbook.abilities.includes('set')
  const { wanted } = playbook
  return (
    <div className={style.setting}>
      <h3>{say('setting.title')}</h3>
      {maySet ? (
        <Segments label={say('setting.mode')} value={playbook.mode} options={modes.map((id) => ({ id, label: say(`mode.${id}`) }))} onChange={(mode) => void set.act({ ...ref, mode: mode as (typeof modes)[number] })} />
      ) : null}
      {wanted ? (
        <p>
          {say('setting.wanted', { who: wanted.by ? `${wanted.by.jobNumber} ${wanted.by.name}` : '' })}
          {wanted.mine ? ` ${say('setting.wait')}` : ''}
        </p>
      ) : null}
      {playbook.abilities.includes('approve') && wanted ? (
        <div className={style.acts}>
          <Button type="primary" loading={approve.isBusy} onClick={() => void approve.act({ ...ref, approve: true })}>
            {say('setting.approve')}
          </Button>
          <Button onClick={() => void approve.act({ ...ref, approve: false })}>{say('setting.refuse')}</Button>
        </div>
      ) : null}
      {maySet
        ? playbook.jumps.map((jump) => {
            const step = playbook.steps.find((one) => one.id === jump.to)
            return (
              <Checkbox key={jump.to} checked={jump.allowed} onChange={({ target }) => void set.act({ ...ref, mode: playbook.mode, jumps: [{ to: jump.to, allowed: target.checked }] })}>
                {say('setting.jump', { condition: condition(jump.when), step: step ? pick(step) : jump.to })}
              </Checkbox>
            )
          })
        : null}
      {playbook.run && maySet ? <p className={style.quiet}>{say('setting.next-run')}</p> : null}
      {set.refusal ? <RefusalNotice refusal={set.refusal} inline /> : null}
      {approve.refusal ? <RefusalNotice refusal={approve.refusal} inline /> : null}
    </div>
  )
}
