import type { ImportMapping } from '@shouwen/contract/import-words'
import { type ImportPreview, listImports, previewImport, startImport } from '@shouwen/contract/imports'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { FileDrop } from '#ui/file-drop.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { MappingTable } from './mapping-table.tsx'
import style from './new-import.module.css'
import { PreviewResult } from './preview-result.tsx'

type Kind = 'tickets' | 'mail'
const endings: Record<Kind, string> = { tickets: '.csv,.xlsx,.jsonl,.ndjson', mail: '.eml' }

/** A file of another system: what its columns are, what an import would do, and then the import. */
export function NewImport() {
  const { say } = usePhrases('imports')
  const { staff } = useSession()
  const may = useCan()
  const navigate = useNavigate()
  const { regions, regionName } = useUnitOptions()
  const preview = useAct(previewImport)
  const start = useAct(startImport, { refreshes: [listImports] })
  const [kind, setKind] = useState<Kind>('tickets')
  const [regionId, setRegion] = useState(staff.regionId)
  const [files, setFiles] = useState<File[]>([])
  const [own, setOwn] = useState<string[]>([])
  const [mapping, setMapping] = useState<ImportMapping>()
  const [shown, setShown] = useState<ImportPreview>()
  /** The mapping was mended since the preview was made. */
  const [isOld, setOld] = useState(false)
  const forget = () => {
    setMapping(undefined)
    setShown(undefined)
    setOld(false)
    preview.forget()
    start.forget()
  }
  const tryOut = async (given: File[], region: number, by?: ImportMapping) => {
    const told = await preview.act({ regionId: region, ...(by ? { mapping: by } : {}) }, { files: given })
    if (!told) return
    setShown(told)
    setMapping(told.mapping)
    setOld(false)
  }
  const take = (given: File[]) => {
    setFiles(given)
    forget()
    if (kind === 'tickets' && given.length > 0) void tryOut(given, regionId)
  }
  const begin = async () => {
    const input =
      kind === 'tickets'
        ? { regionId, kind, ...(mapping ? { mapping } : {}) }
        : { regionId, kind, mapping: { columns: {}, ownAddresses: own } }
    const made = await start.act(input, { files })
    if (made) void navigate({ to: '/imports', search: { open: made.id, region: made.regionId } })
  }
  const change = (next: ImportMapping) => {
    setMapping(next)
    setOld(true)
  }
  const reachable = regions.filter(({ id }) => may('import.run', id))
  const isReady = kind === 'mail' ? files.length > 0 : shown !== undefined && shown.ready > 0 && !shown.unusable && !isOld
  return (
    <Page title={say('new.title')} trail={<Link to="/imports">{say('title')}</Link>}>
      <div className={style.steps}>
        <div className={style.choices}>
          <Segments
            label={say('column.kind')}
            value={kind}
            options={(['tickets', 'mail'] as const).map((id) => ({ id, label: say(`kind.${id}`) }))}
            onChange={(id) => {
              setKind(id as Kind)
              setFiles([])
              forget()
            }}
          />
          {reachable.length > 1 ? (
            <Select
              aria-label={say('region')}
              style={{ width: 160 }}
              value={regionId}
              onChange={(next) => {
                setRegion(next)
                if (kind === 'tickets' && files.length > 0) void tryOut(files, next, mapping)
              }}
              options={reachable.map(({ id }) => ({ value: id, label: regionName(id) }))}
            />
          ) : null}
        </div>
        <FileDrop
          label={say(`new.drop-${kind}`)}
          files={files}
          onFiles={take}
          accept={endings[kind]}
          single={kind === 'tickets'}
        />
        {kind === 'mail' ? (
          <Labelled label={say('new.own')} hint={say('new.own-hint')}>
            {(ids) => (
              <Select
                {...ids}
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[' ', ',', ';']}
                maxCount={50}
                value={own}
                onChange={setOwn}
              />
            )}
          </Labelled>
        ) : null}
        {preview.refusal ? <RefusalNotice refusal={preview.refusal} inline /> : null}
        {preview.isBusy && !shown ? <Skeleton lines={8} /> : null}
        {shown && mapping ? (
          <>
            {shown.unusable ? (
              <p className={style.unusable} role="alert">
                {say(`unusable.${shown.unusable.reason}`, {
                  field: shown.unusable.field ? say(`field.${shown.unusable.field}`) : ''
                })}
              </p>
            ) : null}
            <MappingTable columns={shown.columns} mapping={mapping} onChange={change} />
            <PreviewResult
              preview={shown}
              mapping={mapping}
              isOld={isOld}
              isBusy={preview.isBusy}
              onChange={change}
              onTry={() => void tryOut(files, regionId, mapping)}
            />
          </>
        ) : null}
        {start.refusal ? <RefusalNotice refusal={start.refusal} inline /> : null}
        <div className={style.foot}>
          <Button type="primary" loading={start.isBusy} disabled={!isReady} onClick={() => void begin()}>
            {kind === 'mail'
              ? say('new.start-mail', { count: files.length })
              : say('new.start', { count: shown && !isOld ? shown.ready : 0 })}
          </Button>
          <Button onClick={() => void navigate({ to: '/imports' })}>{say('cancel')}</Button>
        </div>
      </div>
    </Page>
  )
}
