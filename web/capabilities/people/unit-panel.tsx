import { deactivateUnit, listUnits, moveUnit, reactivateUnit, updateUnit } from '@shouwen/contract/units'
import { listStaff } from '@shouwen/contract/people'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { Field } from './field.tsx'
import { PanelBlock, PanelButtons } from './panel-block.tsx'
import style from './panel.module.css'
import { isUnitReady, UnitFields } from './unit-form.tsx'
import { UnitPicker } from './unit-picker.tsx'
import { isWithin, type Unit } from './unit-rows.ts'
import { useUnits } from './use-units.ts'

/** A unit: its facts, and for those who may: change, move, take out of use. */
export function UnitPanel({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { say, pick } = usePhrases('people')
  const { nameOf, pathOf, regions } = useUnits()
  const may = useCan()
  const canWrite = may('people.write', unit.regionId ?? undefined)
  const [doing, setDoing] = useState<'edit' | 'move'>()
  const stop = () => setDoing(undefined)
  const region = regions.find((each) => each.id === unit.regionId)
  return (
    <DetailPanel title={nameOf(unit)} onClose={onClose}>
      {doing === 'edit' ? (
        <EditUnit unit={unit} onDone={stop} />
      ) : (
        <PanelBlock
          title={say('units.details')}
          edit={canWrite ? { label: say('edit'), onClick: () => setDoing('edit') } : undefined}
        >
          <FieldList
            fields={[
              { label: say('units.name-zh'), value: unit.nameZh },
              { label: say('units.name-en'), value: unit.nameEn },
              { label: say('units.code'), value: unit.code },
              { label: say('units.level'), value: say(`level.${unit.level}`) },
              { label: say('units.ownership'), value: say(`ownership.${unit.ownership}`) },
              {
                label: say('units.region'),
                value: region ? pick({ zh: region.nameZh, en: region.nameEn }) : say('units.no-region')
              },
              {
                label: say('staff.status'),
                value: unit.active ? (
                  <StatusTag tone="good" settled>
                    {say('units.active')}
                  </StatusTag>
                ) : (
                  <StatusTag>{say('units.inactive')}</StatusTag>
                )
              }
            ]}
          />
        </PanelBlock>
      )}
      {doing === 'move' ? (
        <MoveUnit unit={unit} onDone={stop} />
      ) : (
        <PanelBlock
          title={say('units.place')}
          edit={
            canWrite && unit.parentId !== null
              ? { label: say('units.move'), onClick: () => setDoing('move') }
              : undefined
          }
        >
          <p>{pathOf(unit.id)}</p>
        </PanelBlock>
      )}
      {canWrite ? <UseOfUnit unit={unit} /> : null}
    </DetailPanel>
  )
}

function EditUnit({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const { say } = usePhrases('people')
  const { act, isBusy, refusal } = useAct(updateUnit, { refreshes: [listUnits, listStaff] })
  const [draft, setDraft] = useState({
    nameZh: unit.nameZh,
    nameEn: unit.nameEn,
    code: unit.code,
    level: unit.level,
    ownership: unit.ownership
  })
  const send = async () => {
    const { nameZh, nameEn, level, ownership } = draft
    if (
      !(await act({
        unitId: unit.id,
        version: unit.version,
        nameZh: nameZh.trim(),
        nameEn: nameEn.trim(),
        level,
        ownership
      }))
    )
      return
    toast({ text: say('saved'), tone: 'good' })
    onDone()
  }
  return (
    <PanelBlock title={say('units.details')}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <UnitFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('save')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={isUnitReady(draft)}
          onCancel={onDone}
        />
      </form>
    </PanelBlock>
  )
}

function MoveUnit({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const { say } = usePhrases('people')
  const { byId, nameOf } = useUnits()
  const { act, isBusy, refusal } = useAct(moveUnit, { refreshes: [listUnits, listStaff] })
  const [parentId, setParent] = useState(unit.parentId ?? undefined)
  const send = async () => {
    const before = unit.parentId
    const moved = parentId ? await act({ unitId: unit.id, version: unit.version, parentId }) : undefined
    if (!moved) return
    const above = byId.get(moved.parentId ?? '')
    toast({
      text: say('units.moved', { name: nameOf(unit), parent: above ? nameOf(above) : '' }),
      ...(before ? { undo: () => void act({ unitId: unit.id, version: moved.version, parentId: before }) } : {})
    })
    onDone()
  }
  return (
    <PanelBlock title={say('units.place')}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field label={say('units.parent')} hint={say('units.move-hint')}>
          {(ids) => (
            <UnitPicker
              {...ids}
              value={parentId}
              onChange={setParent}
              allowed={(other) =>
                !isWithin(other, unit) && (other.regionId === null || other.regionId === unit.regionId)
              }
            />
          )}
        </Field>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('units.move')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={parentId !== undefined && parentId !== unit.parentId}
          onCancel={onDone}
        />
      </form>
    </PanelBlock>
  )
}

function UseOfUnit({ unit }: { unit: Unit }) {
  const { say } = usePhrases('people')
  const { nameOf } = useUnits()
  const deactivate = useAct(deactivateUnit, { refreshes: [listUnits] })
  const reactivate = useAct(reactivateUnit, { refreshes: [listUnits] })
  const target = { unitId: unit.id, version: unit.version }
  const refusal = deactivate.refusal ?? reactivate.refusal
  const stop = async () => {
    const done = await deactivate.act(target)
    if (done)
      toast({
        text: say('units.deactivated', { name: nameOf(unit) }),
        undo: () => void reactivate.act({ unitId: unit.id, version: done.version })
      })
  }
  return (
    <PanelBlock title={say('units.use')}>
      <div className={style.form}>
        <p className={style.quiet}>{say(unit.active ? 'units.deactivate-text' : 'units.reactivate-text')}</p>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <div>
          {unit.active ? (
            <Button danger loading={deactivate.isBusy} onClick={() => void stop()}>
              {say('units.deactivate')}
            </Button>
          ) : (
            <Button loading={reactivate.isBusy} onClick={() => void reactivate.act(target)}>
              {say('units.reactivate')}
            </Button>
          )}
        </div>
      </div>
    </PanelBlock>
  )
}
