import { Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'

const moods = ['calm', 'annoyed', 'angry', 'threatening'] as const
export type Mood = (typeof moods)[number]

/** How the customer feels now; optional everywhere. */
export function MoodSelect({ label, value, onChange }: { label: string; value: Mood | undefined; onChange: (mood: Mood | undefined) => void }) {
  const { say } = usePhrases('handling')
  return <Select size="small" allowClear aria-label={label} placeholder={label} style={{ minWidth: 120 }} value={value ?? null} onChange={(next: Mood | null | undefined) => onChange(next ?? undefined)} options={moods.map((each) => ({ value: each, label: say(`mood.${each}`) }))} />
}
