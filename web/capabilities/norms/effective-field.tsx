import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { InstantField } from '#ui/instant-field.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { now } from '#ui/now.ts'

/** From when a change shall hold: at once on approval, or at a later instant. */
export function EffectiveField({
  value,
  onChange
}: {
  value: string | undefined
  onChange: (instant: string | undefined) => void
}) {
  const { say } = usePhrases('norms')
  return (
    <Labelled label={say('submit.effective')} hint={say('submit.effective-hint')}>
      {(ids) => (
        <InstantField {...ids} value={value} min={dayjs(now()).startOf('day').toISOString()} onChange={onChange} />
      )}
    </Labelled>
  )
}
