import { Button } from 'antd'
import { useState } from 'react'
import { copyText } from '#lib/copy-text.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { say } = usePhrases('sign-in')
  const [isDone, setDone] = useState(false)
  const copy = async () => {
    await copyText(text)
    setDone(true)
    setTimeout(() => setDone(false), 2_000)
  }
  return (
    <Button icon={<Icon name={isDone ? 'check' : 'copy'} size={15} />} onClick={() => void copy()}>
      <span role="status">{isDone ? say('copied') : label}</span>
    </Button>
  )
}
