import { editMacro, listMacros, removeMacro, saveMacro } from '@shouwen/contract/ticket-macros'
import { Button, Dropdown, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Icon } from '#ui/icon.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { toast } from '#ui/undo-toast.tsx'
import { draftOf, emptyStep, moved, type StepDraft, type StepKind, stepKinds, stepOf } from './macro-draft.ts'
import style from './macro-editor.module.css'
import type { Macro } from './macro-list.tsx'
import { MacroStepCard } from './macro-step.tsx'
import { MacroTrial } from './macro-trial.tsx'

const mostSteps = 10

/** A macro being made, changed, or — where it belongs to others — looked at and copied. Kept, it can be tried on a ticket without doing anything. */
export function MacroEditor({
  macro,
  onKept,
  onClose
}: {
  macro: Macro | undefined
  onKept: (macro: Macro) => void
  onClose: () => void
}) {
  const { say } = usePhrases('tickets')
  const may = useCan()
  const { staff } = useSession()
  const save = useAct(saveMacro, { refreshes: [listMacros] })
  const edit = useAct(editMacro, { refreshes: [listMacros] })
  const remove = useAct(removeMacro, { refreshes: [listMacros] })
  const [name, setName] = useState(macro?.name ?? '')
  const [sharing, setSharing] = useState<Macro['sharing']>(macro?.sharing ?? 'me')
  const [unitId, setUnit] = useState<string | undefined>(macro?.unitId ?? staff.unit.id)
  const [steps, setSteps] = useState<StepDraft[]>(() => macro?.steps.map(draftOf) ?? [emptyStep('reply')])
  const [isTried, setTried] = useState(false)
  const isMine = macro === undefined || macro.editable
  const done = steps.map(stepOf)
  const content = {
    name: name.trim(),
    steps: done.filter((step) => step !== undefined),
    sharing,
    ...(sharing === 'unit' && unitId ? { unitId } : {})
  }
  const isWhole = content.name !== '' && steps.length > 0 && content.steps.length === steps.length
  const isChanged =
    macro === undefined ||
    JSON.stringify(content) !== JSON.stringify(contentOf({ ...macro, steps: inOurOrder(macro.steps) }))

  const keep = async () => {
    setTried(true)
    if (!isWhole || !isMine || save.isBusy || edit.isBusy) return
    const kept = macro
      ? await edit.act({ macroId: macro.id, version: macro.version, ...content })
      : await save.act(content)
    if (!kept) return
    toast({ text: say('macro.saved', { name: kept.name }), tone: 'good' })
    onKept(kept)
  }
  const copy = async () => {
    const made = await save.act({
      name: say('macro.copy-of', { name }).slice(0, 60),
      steps: content.steps,
      sharing: 'me'
    })
    if (!made) return
    toast({ text: say('macro.saved', { name: made.name }), tone: 'good' })
    onKept(made)
  }
  const takeAway = async () => {
    if (!macro || !(await remove.act({ macroId: macro.id }))) return
    toast({ text: say('macro.removed', { name: macro.name }), undo: () => void save.act(contentOf(macro)) })
    onClose()
  }
  useShortcut('Ctrl+Enter', say('macro.save'), () => void keep(), {
    group: say('macro.title'),
    inFields: true,
    enabled: isMine
  })
  const refusal = save.refusal ?? edit.refusal ?? remove.refusal
  return (
    <DetailPanel
      title={macro ? say(isMine ? 'macro.edit' : 'macro.look-at') : say('macro.new')}
      width={460}
      onClose={onClose}
      footer={
        <>
          {isMine ? (
            <Button
              type="primary"
              loading={save.isBusy || edit.isBusy}
              disabled={!isChanged}
              onClick={() => void keep()}
            >
              {say('macro.save')} <Keycap keys="Ctrl+Enter" />
            </Button>
          ) : null}
          {macro ? (
            <Button icon={<Icon name="copy" size={14} />} disabled={!isWhole} onClick={() => void copy()}>
              {say('macro.copy')}
            </Button>
          ) : null}
          {macro && isMine ? (
            <Button danger type="text" loading={remove.isBusy} onClick={() => void takeAway()}>
              {say('macro.take-away')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={style.form}>
        {isMine ? null : <p className={style.hint}>{say('macro.not-mine', { name: macro?.owner?.name ?? '' })}</p>}
        <Labelled
          label={say('macro.name')}
          required
          error={isTried && name.trim() === '' ? say('new.required') : undefined}
        >
          {(ids) => (
            <Input
              {...ids}
              autoFocus={macro === undefined}
              value={name}
              disabled={!isMine}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Labelled>
        {may('macro.write') && isMine ? (
          <div className={style.sharing}>
            <Segmented
              block
              size="small"
              aria-label={say('macro.sharing')}
              value={sharing}
              onChange={setSharing}
              options={(['me', 'unit', 'region'] as const).map((value) => ({
                value,
                label: say(`view.sharing-${value}`)
              }))}
            />
            {sharing === 'unit' ? <UnitSelect label={say('receiver.unit')} value={unitId} onChange={setUnit} /> : null}
          </div>
        ) : null}
        <ol className={style.steps} aria-label={say('macro.steps')}>
          {steps.map((draft, index) => (
            <MacroStepCard
              key={draft.key}
              draft={draft}
              place={index + 1}
              of={steps.length}
              disabled={!isMine}
              isWanting={isTried && done[index] === undefined}
              onChange={(next) => setSteps(steps.map((each) => (each === draft ? next : each)))}
              onMove={(by) => setSteps(moved(steps, index, by))}
              onRemove={() => setSteps(steps.filter((each) => each !== draft))}
            />
          ))}
        </ol>
        {isMine && steps.length < mostSteps ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: stepKinds.map((kind) => ({ key: kind, label: say(`macro.step-${kind}`) })),
              onClick: ({ key }) => setSteps([...steps, emptyStep(key as StepKind)])
            }}
          >
            <Button block icon={<Icon name="plus" size={14} />}>
              {say('macro.step-add')}
            </Button>
          </Dropdown>
        ) : null}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        {macro ? <MacroTrial macro={macro} isChanged={isMine && isChanged} /> : null}
      </div>
    </DetailPanel>
  )
}

/** The members of a step come from the store in any order. */
const inOurOrder = (steps: Macro['steps']) => steps.map((step) => stepOf(draftOf(step)) ?? step)

/** What of a kept macro is written again when it is kept anew. */
function contentOf({ name, steps, sharing, unitId }: Macro) {
  return { name, steps, sharing, ...(unitId ? { unitId } : {}) }
}
