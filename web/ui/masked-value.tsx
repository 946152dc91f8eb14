import { Button, Input, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button.tsx'
import style from './masked-value.module.css'
import { useWords } from './words.ts'

const shownForMs = 60_000

/**
 * A value that is masked until its reader says why it is wanted. `reveal` gets the purpose and answers the full value, or
 * undefined when refused. After a minute it is masked again.
 */
export function MaskedValue({
  masked,
  label,
  purposes,
  reveal
}: {
  masked: string
  /** What it is: 手机号. */
  label: string
  /** Usual purposes, one press each; another can be typed. */
  purposes: readonly string[]
  /** Left out when the person may not see it at all. */
  reveal?: (purpose: string) => Promise<string | undefined>
}) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const [full, setFull] = useState<string>()
  const [purpose, setPurpose] = useState('')
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (full === undefined) return
    const timer = setTimeout(() => setFull(undefined), shownForMs)
    return () => clearTimeout(timer)
  }, [full])
  const ask = async (why: string) => {
    if (!reveal || why.trim() === '') return
    setBusy(true)
    const value = await reveal(why.trim()).finally(() => setBusy(false))
    if (value === undefined) return
    setFull(value)
    setOpen(false)
    setPurpose('')
  }
  return (
    <span className={style.value}>
      <span className="number">{full ?? masked}</span>
      {full !== undefined ? (
        <IconButton icon="lock" size="small" label={say('masked.hide')} onClick={() => setFull(undefined)} />
      ) : reveal ? (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomLeft"
          arrow={false}
          destroyOnHidden
          content={
            <form
              className={style.ask}
              onSubmit={(event) => {
                event.preventDefault()
                void ask(purpose)
              }}
            >
              <p>{say('masked.why', { label })}</p>
              <div className={style.purposes}>
                {purposes.map((each) => (
                  <Button key={each} size="small" disabled={isBusy} onClick={() => void ask(each)}>
                    {each}
                  </Button>
                ))}
              </div>
              <Input
                size="small"
                value={purpose}
                maxLength={200}
                placeholder={say('masked.other')}
                aria-label={say('masked.other')}
                onChange={(event) => setPurpose(event.target.value)}
                suffix={
                  <Button type="link" size="small" htmlType="submit" loading={isBusy} disabled={purpose.trim() === ''}>
                    {say('masked.show')}
                  </Button>
                }
              />
              <small>{say('masked.audited')}</small>
            </form>
          }
        >
          <IconButton icon="eye" size="small" label={say('masked.show-label', { label })} />
        </Popover>
      ) : null}
    </span>
  )
}
