import { Button } from 'antd'
import { useState } from 'react'
import { copyText } from '#lib/copy-text.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import style from './webhook-panel.module.css'

/** The signing secret, this once. */
export function SecretOnce({ secret, onKept }: { secret: string; onKept: () => void }) {
  const { say } = usePhrases('integrations')
  const [isCopied, setCopied] = useState(false)
  return (
    <div className={style.secret} role="status">
      <p>{say('secret.text')}</p>
      <code>{secret}</code>
      <div className={style.buttons}>
        <Button
          icon={<Icon name={isCopied ? 'check' : 'copy'} size={15} />}
          onClick={() => void copyText(secret).then(() => setCopied(true))}
        >
          <span role="status">{say(isCopied ? 'secret.copied' : 'secret.copy')}</span>
        </Button>
        <Button onClick={onKept}>{say('secret.kept')}</Button>
      </div>
    </div>
  )
}
