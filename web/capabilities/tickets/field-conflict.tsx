import { Button } from 'antd'
import type { Refused } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import style from './field-conflict.module.css'

type Conflict = { field: string; yours: unknown; theirs: unknown }

/** Somebody changed the same fact meanwhile: both values, and which shall stand. `onMine` gets the version to build on. */
export function FieldConflict({
  refusal,
  label,
  options,
  onMine,
  onTheirs
}: {
  refusal: Refused
  label: string
  options?: readonly { value: string; label: string }[] | undefined
  onMine: (version: number) => void
  onTheirs: () => void
}) {
  const { say } = usePhrases('tickets')
  const { version, fields } = refusal.details as { version: number; fields: Conflict[] }
  const words = (value: unknown) => {
    const text = Array.isArray(value) ? value.join('\n') : value === null || value === undefined ? '' : String(value)
    return options?.find((each) => each.value === text)?.label ?? (text || '—')
  }
  return (
    <div className={style.conflict} role="alert" aria-label={say('conflict.title')}>
      <p>{say('conflict.title')}</p>
      {fields.map((each) => (
        <dl key={each.field} aria-label={label}>
          <div>
            <dt>{say('conflict.theirs')}</dt>
            <dd>{words(each.theirs)}</dd>
          </div>
          <div>
            <dt>{say('conflict.yours')}</dt>
            <dd>{words(each.yours)}</dd>
          </div>
        </dl>
      ))}
      <div className={style.choice}>
        <Button size="small" autoFocus onClick={onTheirs}>
          {say('conflict.keep-theirs')}
        </Button>
        <Button size="small" type="primary" onClick={() => onMine(version)}>
          {say('conflict.use-mine')}
        </Button>
      </div>
    </div>
  )
}
