import { createUnit, listUnits } from '@shouwen/contract/units'
import { Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { Field } from './field.tsx'
import { PanelButtons } from './panel-block.tsx'
import style from './panel.module.css'
import { isUnitReady, type UnitDraft, UnitFields } from './unit-form.tsx'
import { UnitPicker } from './unit-picker.tsx'
import { useUnits } from './use-units.ts'

/** Adds a unit below the chosen one. */
export function NewUnitPanel({
  parentId,
  onClose,
  onMade
}: {
  parentId: string | undefined
  onClose: () => void
  onMade: (unitId: string) => void
}) {
  const { say, pick } = usePhrases('people')
  const { byId, regions } = useUnits()
  const { act, isBusy, refusal } = useAct(createUnit, { refreshes: [listUnits] })
  const [parent, setParent] = useState(parentId)
  const [regionId, setRegion] = useState<number>()
  const [draft, setDraft] = useState<UnitDraft>({
    nameZh: '',
    nameEn: '',
    code: '',
    level: 'department',
    ownership: 'own'
  })
  const above = parent ? byId.get(parent) : undefined
  const send = async () => {
    if (!above || !isUnitReady(draft)) return
    const { nameZh, nameEn, code, level, ownership } = draft
    const made = await act({
      parentId: above.id,
      nameZh: nameZh.trim(),
      nameEn: nameEn.trim(),
      code,
      level,
      ownership,
      ...(regionId === undefined ? {} : { regionId })
    })
    if (!made) return
    toast({ text: say('units.made', { name: pick({ zh: made.nameZh, en: made.nameEn }) }), tone: 'good' })
    onMade(made.id)
  }
  return (
    <DetailPanel title={say('units.new')} onClose={onClose}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field label={say('units.parent')}>
          {(ids) => <UnitPicker {...ids} value={parent} onChange={setParent} />}
        </Field>
        <UnitFields isNew draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
        {above && above.regionId === null ? (
          <Field label={say('units.region')} hint={say('units.region-hint')}>
            {(ids) => (
              <Select
                {...ids}
                allowClear
                value={regionId ?? null}
                onChange={(id: number | null) => setRegion(id ?? undefined)}
                options={regions.map((region) => ({
                  value: region.id,
                  label: pick({ zh: region.nameZh, en: region.nameEn })
                }))}
              />
            )}
          </Field>
        ) : null}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('units.make')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={above !== undefined && isUnitReady(draft)}
          onCancel={onClose}
        />
      </form>
    </DetailPanel>
  )
}
