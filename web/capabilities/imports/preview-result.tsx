import type { ImportMapping } from '@shouwen/contract/import-words'
import type { ImportPreview } from '@shouwen/contract/imports'
import { Button, Input } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { instantOf } from '#ui/time.ts'
import { NumberStat } from '#ui/number-stat.tsx'
import { useWords } from '#ui/words.ts'
import { withFormat } from './mapping-draft.ts'
import style from './new-import.module.css'
import { UnknownWords } from './unknown-words.tsx'
import { useMeaningWords } from './use-meaning-words.ts'

type Change = { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }

/** What an import would do: how many rows, which of them not and why, and how the first ones really came out before they were taken back. */
export function PreviewResult({
  preview,
  mapping,
  isOld,
  isBusy,
  onChange,
  onTry
}: Change & { preview: ImportPreview; isOld: boolean; isBusy: boolean; onTry: () => void }) {
  const { say } = usePhrases('imports')
  const words = useWords()
  const failing = preview.faults.reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-labelledby="import-preview">
      <h2 id="import-preview" className={style.heading}>
        {say('try.title')}
        <Button size="small" type={isOld ? 'primary' : 'default'} loading={isBusy} onClick={onTry}>
          {say('try.again')}
        </Button>
        {isOld ? (
          <span className={style.old} role="status">
            {say('try.old')}
          </span>
        ) : null}
      </h2>
      {preview.unusable ? null : (
        <div className={isOld ? style.faded : undefined}>
          <div className={style.stats} role="status">
            <NumberStat label={say('try.total')} value={preview.total} />
            <NumberStat label={say('try.ready')} value={preview.ready} tone="good" />
            <NumberStat label={say('column.repeated')} value={preview.repeated} formula={say('meaning.repeated')} />
            <NumberStat label={say('try.faulty')} value={failing} tone={failing > 0 ? 'bad' : 'neutral'} />
          </div>
          {preview.earliest && preview.latest ? (
            <p className={style.quiet}>
              {say('try.period', { from: instantOf(preview.earliest, words), to: instantOf(preview.latest, words) })}
            </p>
          ) : null}
          <Faults preview={preview} mapping={mapping} onChange={onChange} />
          <Examples tried={preview.tried} />
        </div>
      )}
    </section>
  )
}

function Faults({ preview, mapping, onChange }: Change & { preview: ImportPreview }) {
  const { say } = usePhrases('imports')
  if (preview.faults.length === 0) return null
  return (
    <>
      <h3 className={style.small}>{say('try.faults')}</h3>
      <ul className={style.faults}>
        {preview.faults.map(({ fault, field, count, rows, words }) => (
          <li key={`${fault} ${field ?? ''}`}>
            <p>
              <strong>{say(`fault.${fault}`)}</strong>
              {field ? ` · ${say(`field.${field}`)}` : ''}
              <span className={style.quiet}> {say('try.count', { count })}</span>
            </p>
            <p className={style.quiet}>
              {say('try.rows', { rows: `${rows.join(', ')}${rows.length < count ? ' …' : ''}` })}
            </p>
            {field && words.length > 0 ? (
              <UnknownWords field={field} words={words} mapping={mapping} onChange={onChange} />
            ) : null}
            {field && fault === 'time-unreadable' ? (
              <Input
                size="small"
                style={{ width: 260 }}
                maxLength={40}
                aria-label={say('try.format-of', { field: say(`field.${field}`) })}
                placeholder={say('try.format')}
                defaultValue={Object.values(mapping.columns).find((column) => column.field === field)?.format ?? ''}
                onChange={({ target }) => onChange(withFormat(mapping, field, target.value.trim()))}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

function Examples({ tried }: { tried: ImportPreview['tried'] }) {
  const { say } = usePhrases('imports')
  const tickets = usePhrases('tickets')
  const word = useMeaningWords()
  const words = useWords()
  if (tried.rows === 0) return null
  const promises = Object.entries(tried.promises)
    .map(([state, count]) => `${words.say(`promise.${state}`)} ${count}`)
    .join(' · ')
  return (
    <>
      <h3 className={style.small}>{say('try.examples', { count: tried.rows })}</h3>
      {promises ? <p className={style.quiet}>{say('try.promises', { promises })}</p> : null}
      <div className={style.scroll}>
        <table className={style.table}>
          <tbody>
            {tried.examples.map((one) => (
              <tr key={one.row}>
                <td className="number">{one.row}</td>
                <td>{one.title}</td>
                <td>{word('kind', one.kind)}</td>
                <td>{tickets.say(`priority.${one.priority}`)}</td>
                <td>{word('status', one.status)}</td>
                <td className="number">{instantOf(one.openedAt, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
