import { Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { now, useNow } from './now.ts'
import style from './promise-badge.module.css'
import { PromiseMark } from './promise-mark.tsx'
import { type PromiseFacts, type PromiseStanding, standingOf, stepOf } from './promise-state.ts'
import { countdownOf, lengthOf } from './time.ts'
import { useWords, type Words } from './words.ts'

export type PromiseBadgeProps = PromiseFacts & {
  /** Short name of the promise: 首次响应, 修复. Left out where a column already says it. */
  name?: string
  /** What pressing opens; usually `<PromiseWhy … />`. Called only when opened, so it may read. */
  why?: () => ReactNode
  size?: 'small' | 'normal' | 'large'
}

/** A promise, the same on every page: shape, word, colour and time; pressing it explains itself. */
export function PromiseBadge({ name, why, size = 'normal', ...facts }: PromiseBadgeProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const standing = standingOf(facts, useNow(stepOf(facts, now())))
  const { short, full } = phraseOf(standing, words)
  const content = (
    <>
      <PromiseMark
        state={standing.state}
        used={standing.used}
        size={size === 'large' ? 18 : size === 'small' ? 12 : 14}
      />
      {name ? <span className={style.name}>{name}</span> : null}
      <span className={style.word}>{short}</span>
    </>
  )
  const classes = `${style.badge} ${style[size]} ${style[standing.state]}`
  const spoken = name ? `${name}: ${full}` : full
  if (!why)
    return (
      <span className={classes} role="img" aria-label={spoken} title={spoken}>
        {content}
      </span>
    )
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      arrow={false}
      styles={{ container: { padding: 0 } }}
      content={<Why why={why} />}
    >
      <button
        type="button"
        className={`${classes} ${style.pressable}`}
        title={spoken}
        aria-expanded={open}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return
          event.stopPropagation()
          setOpen(false)
        }}
      >
        {content}
        {/* What the shape says, for those who hear it; beside the words that are seen, so that both are the name. */}
        <span className="visually-hidden">
          , {words.say(`promise.${standing.state}`)}. {words.say('promise.why')}
        </span>
      </button>
    </Popover>
  )
}

/** A component, so that `why` is called only once the pop-over is drawn. */
function Why({ why }: { why: () => ReactNode }) {
  return <>{why()}</>
}

/** The words of a standing: what the badge shows, and the whole sentence for those who hear it. */
export function phraseOf({ state, ms }: PromiseStanding, words: Words): { short: string; full: string } {
  const { say, language } = words
  const word = say(`promise.${state}`)
  if (ms === undefined) return { short: word, full: word }
  const length = lengthOf(ms, language)
  switch (state) {
    case 'running':
    case 'at-risk': {
      const left = say('promise.left', { time: countdownOf(ms, language) })
      return { short: left, full: `${word}, ${say('promise.left', { time: length })}` }
    }
    case 'broken': {
      if (ms < 1_000) return { short: word, full: word }
      const late = say('promise.late', { time: length })
      return { short: late, full: `${word}, ${late}` }
    }
    case 'paused':
      return { short: word, full: `${word}, ${say('promise.left', { time: length })}` }
    case 'kept':
      return { short: word, full: `${word}, ${say('promise.early', { time: length })}` }
    case 'cancelled':
      return { short: word, full: word }
  }
}
