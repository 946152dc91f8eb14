import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useWords } from '#ui/words.ts'

/** Shown in place of a screen that threw. After an upgrade of the server a chunk may be gone: then the page is loaded anew. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { say } = usePhrases('app')
  const words = useWords()
  const router = useRouter()
  const again = () => {
    if (/dynamically imported module|module script/i.test(String(error))) return location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <EmptyState
      kind="nothing"
      title={say('crash.title')}
      actions={
        <>
          <Button type="primary" onClick={again}>
            {words.say('retry')}
          </Button>
          <Button href="/">{say('crash.home')}</Button>
        </>
      }
    >
      {say('crash.text')}
    </EmptyState>
  )
}
