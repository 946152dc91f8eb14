import type { AskedField } from '@shouwen/contract/complaint-schemas'
import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'

/** What was answered to an asked field, as people read it. */
export function AskedValue({ field, value }: { field: AskedField; value: string | number | boolean | undefined }) {
  const { say, pick } = usePhrases('complaints')
  if (value === undefined || value === '') return <>—</>
  if (typeof value === 'boolean') return <>{say(value ? 'yes' : 'no')}</>
  if (field.type === 'instant') return <RelativeTime at={String(value)} exact />
  const choice = field.choices.find(({ code }) => code === value)
  if (choice) return <>{pick(choice)}</>
  if (field.type === 'link')
    return (
      <a href={String(value)} target="_blank" rel="noreferrer noopener">
        {String(value)}
      </a>
    )
  return <>{String(value)}</>
}
