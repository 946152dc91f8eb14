import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import style from './scroll-to-end.module.css'
import { useWords } from './words.ts'

const nearPx = 60

/**
 * A scrolling place for a conversation: it opens at the end and stays there as `count` grows, unless the reader has
 * scrolled up; then it stays where they read and offers the way down.
 */
export function ScrollToEnd({ count, children }: { count: number; children: ReactNode }) {
  const { say } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [hasNew, setNew] = useState(false)
  const toEnd = () => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
    else if (count > 0) setNew(true)
  }, [count])
  useEffect(() => {
    // Pictures and the composer change the height without a new item.
    const watch = new ResizeObserver(() => atEnd.current && toEnd())
    if (scroller.current) watch.observe(scroller.current)
    if (content.current) watch.observe(content.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div className={style.frame}>
      <div
        ref={scroller}
        className={style.scroller}
        // Read with the arrow keys, though nothing in it may take the focus.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < nearPx
          if (atEnd.current) setNew(false)
        }}
      >
        <div ref={content}>{children}</div>
      </div>
      {hasNew ? (
        <button type="button" className={style.down} onClick={toEnd}>
          <Icon name="down" size={14} />
          {say('timeline.new')}
        </button>
      ) : null}
    </div>
  )
}
