import { Button } from 'antd'
import { Icon } from './icon.tsx'
import style from './refusal-notice.module.css'
import { useWords } from './words.ts'

/** A refusal as it comes over the wire. */
export type RefusalFacts = { code?: string; zh?: string; en?: string; requestId?: string | undefined; message?: string }

/**
 * What stopped an act or a read, in the reader's tongue, with what support needs to find it. `inline` is for under a form;
 * else it fills the place of what could not be shown.
 */
export function RefusalNotice({
  refusal,
  onRetry,
  inline
}: {
  refusal: RefusalFacts
  onRetry?: () => void
  inline?: boolean
}) {
  const { say, language } = useWords()
  const phrase = (language === 'en' ? refusal.en : refusal.zh) ?? say('refusal.unknown')
  return (
    <div className={inline ? style.inline : style.whole} role="alert">
      <Icon name="warn" size={inline ? 16 : 22} />
      <div>
        <p className={style.phrase}>{phrase}</p>
        {inline ? null : (
          <p className={style.facts}>
            {refusal.code ?? refusal.message}
            {refusal.requestId ? ` · ${refusal.requestId}` : ''}
          </p>
        )}
      </div>
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          {say('retry')}
        </Button>
      ) : null}
    </div>
  )
}
