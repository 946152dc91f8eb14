import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { CopyButton } from './copy-button.tsx'
import style from './recovery-codes.module.css'

/** The recovery codes, this once. Going on needs a word that they are kept somewhere. */
export function RecoveryCodes({ codes, onKept, go }: { codes: readonly string[]; onKept: () => void; go: string }) {
  const { say } = usePhrases('sign-in')
  const [isKept, setKept] = useState(false)
  const save = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(
      new Blob([`${say('recovery.file')}\n\n${codes.join('\n')}\n`], { type: 'text/plain' })
    )
    link.download = 'shouwen-recovery-codes.txt'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div className={style.recovery}>
      <ol className={style.codes} aria-label={say('recovery.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={style.tools}>
        <CopyButton text={codes.join('\n')} label={say('recovery.copy')} />
        <Button icon={<Icon name="import" size={15} />} onClick={save}>
          {say('recovery.save')}
        </Button>
      </div>
      <Checkbox checked={isKept} onChange={(event) => setKept(event.target.checked)}>
        {say('recovery.kept')}
      </Checkbox>
      <Button type="primary" size="large" block disabled={!isKept} onClick={onKept}>
        {go}
      </Button>
    </div>
  )
}
