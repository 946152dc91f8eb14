import { getStaff, setStaffSkills } from '@shouwen/contract/people'
import { listSkills } from '@shouwen/contract/units'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { PanelBlock, PanelButtons } from './panel-block.tsx'
import style from './panel.module.css'
import type { Person } from './staff-facts.tsx'

const levels = [1, 2, 3, 4, 5] as const

/** What a person can, by which work is matched to them, in five levels. */
export function StaffSkills({ person, canWrite }: { person: Person; canWrite: boolean }) {
  const { say, pick } = usePhrases('people')
  const skills = useRead(listSkills, {}).data?.items ?? []
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <EditSkills person={person} onDone={() => setEditing(false)} />
  return (
    <PanelBlock
      title={say('staff.skills')}
      edit={canWrite ? { label: say('edit'), onClick: () => setEditing(true) } : undefined}
    >
      {person.skills.length === 0 ? <p className={style.quiet}>{say('staff.no-skills')}</p> : null}
      <div className={style.skills}>
        {person.skills.map((held) => {
          const skill = skills.find((each) => each.code === held.skill)
          return (
            <div key={held.skill}>
              <span>{skill ? pick(skill) : held.skill}</span>
              <span className={style.level} role="img" aria-label={say('staff.level', { level: held.level })}>
                {levels.map((level) => (
                  <i key={level} className={level <= held.level ? style.full : undefined} />
                ))}
              </span>
            </div>
          )
        })}
      </div>
    </PanelBlock>
  )
}

function EditSkills({ person, onDone }: { person: Person; onDone: () => void }) {
  const { say, pick } = usePhrases('people')
  const skills = useRead(listSkills, {}).data?.items ?? []
  const { act, isBusy, refusal } = useAct(setStaffSkills, { refreshes: [getStaff] })
  const [held, setHeld] = useState(person.skills)
  const put = (at: number, part: Partial<(typeof held)[number]>) =>
    setHeld(held.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const send = async () => {
    const saved = await act({ staffId: person.id, version: person.version, skills: held })
    if (!saved) return
    toast({ text: say('staff.skills-saved', { name: person.name }), tone: 'good' })
    onDone()
  }
  return (
    <PanelBlock title={say('staff.skills')}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {held.map((each, at) => {
          const skill = skills.find((one) => one.code === each.skill)
          const name = skill ? pick(skill) : String(at + 1)
          return (
            // A skill has no identity of its own before it is chosen.
            <div key={`skill-${String(at + 1)}`} className={style.skillRow}>
              <Select
                aria-label={say('staff.skill')}
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={say('staff.choose-skill')}
                value={each.skill || null}
                onChange={(code: string) => put(at, { skill: code })}
                options={skills
                  .filter((one) => one.code === each.skill || !held.some((other) => other.skill === one.code))
                  .map((one) => ({ value: one.code, label: pick(one) }))}
              />
              <Segments
                label={say('staff.level-of', { name })}
                value={String(each.level)}
                options={levels.map((level) => ({ id: String(level), label: level }))}
                onChange={(level) => put(at, { level: Number(level) })}
              />
              <IconButton
                icon="close"
                size="small"
                label={say('staff.remove-skill', { name })}
                onClick={() => setHeld(held.filter((_, index) => index !== at))}
              />
            </div>
          )
        })}
        <div>
          <Button
            size="small"
            icon={<Icon name="plus" size={14} />}
            onClick={() => setHeld([...held, { skill: '', level: 3 }])}
          >
            {say('staff.add-skill')}
          </Button>
        </div>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('save')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={held.every((each) => each.skill !== '')}
          onCancel={onDone}
        />
      </form>
    </PanelBlock>
  )
}
