import { Button } from 'antd'
import { useState } from 'react'
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

/** The clipboard of a page exists only on https and localhost; hotline halls often run plain http inside their network. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).catch(() => copyBySelection(text))
  copyBySelection(text)
}

function copyBySelection(text: string): void {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
}
