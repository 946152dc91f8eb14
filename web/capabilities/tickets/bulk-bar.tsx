import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useShortcut } from '#ui/shortcuts.ts'
import { type BulkVerb, bulkVerbs } from './bulk-steps.tsx'

/** What can be done with the selected tickets; for a whole view where only its first rows were selected. */
export function BulkBar({
  canWhole,
  onChoose
}: {
  canWhole: boolean
  onChoose: (verb: BulkVerb, whole: boolean) => void
}) {
  const { say } = usePhrases('tickets')
  useShortcut('b', say('bulk.open'), () => onChoose('assign', false), { group: say('keys.list') })
  return (
    <>
      {bulkVerbs.map((verb) => (
        <Button key={verb} size="small" onClick={() => onChoose(verb, false)}>
          {say(`bulk.${verb}`)}
        </Button>
      ))}
      {canWhole ? (
        <Button size="small" type="link" onClick={() => onChoose('assign', true)}>
          {say('bulk.whole')}
        </Button>
      ) : null}
    </>
  )
}
