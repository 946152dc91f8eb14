import type { OutputOf } from '@shouwen/contract/operation'
import { useRef, useState } from 'react'
import { call } from '#lib/call.ts'
import { FileChips } from './file-chips.tsx'
import { Icon } from '#ui/icon.tsx'
import { isComposing } from '#ui/shortcuts.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import style from './chat-composer.module.css'

type Limits = OutputOf<typeof at.chatDoor>['limits']

const TELL_EVERY_MS = 3_000
const withKeyboard = matchMedia('(hover: hover) and (pointer: fine)')

/** Where the customer writes. With a keyboard Enter sends; under a thumb it is a new line and the button sends. */
export function ChatComposer({
  conversationId,
  limits,
  onSend
}: {
  conversationId: string
  limits: Limits | undefined
  onSend: (body: string, files: readonly File[]) => Promise<boolean>
}) {
  const { say } = usePhrases('portal')
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const [fault, setFault] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const toldAt = useRef(0)
  const send = () => {
    if (text.trim() === '' && files.length === 0) return
    void onSend(text.trim(), files)
    setText('')
    setFiles([])
    setFault('')
    field.current?.focus()
  }
  const take = (list: FileList | null) => {
    const given = [...(list ?? [])]
    const fitting = given.filter((file) => !limits || file.size <= limits.fileBytes)
    const most = limits?.filesPerMessage ?? 5
    setFault(
      fitting.length < given.length
        ? say('chat.file-too-large', { size: Math.round((limits?.fileBytes ?? 0) / 1_048_576) })
        : files.length + fitting.length > most
          ? say('chat.too-many-files', { count: most })
          : ''
    )
    setFiles([...files, ...fitting].slice(0, most))
  }
  const tellTyping = () => {
    if (Date.now() - toldAt.current < TELL_EVERY_MS) return
    toldAt.current = Date.now()
    void call(at.typeAsCustomer, { conversationId }).catch(() => {})
  }
  return (
    <div className={style.composer}>
      <FileChips files={files} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
      {fault ? (
        <p className={style.fault} role="alert">
          {fault}
        </p>
      ) : null}
      <div className={style.line}>
        <button
          type="button"
          className={style.attach}
          aria-label={say('chat.attach')}
          onClick={() => picker.current?.click()}
        >
          <Icon name="clip" size={24} />
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
        <div className={style.grow} data-text={`${text} `}>
          <textarea
            ref={field}
            rows={1}
            value={text}
            maxLength={limits?.messageLength ?? 4000}
            aria-label={say('chat.write')}
            placeholder={say('chat.write')}
            enterKeyHint="send"
            onChange={(event) => {
              setText(event.target.value)
              tellTyping()
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
              const sends = event.ctrlKey || event.metaKey || (withKeyboard.matches && !event.shiftKey)
              if (!sends) return
              event.preventDefault()
              send()
            }}
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0) return
              event.preventDefault()
              take(event.clipboardData.files)
            }}
          />
        </div>
        <button
          type="button"
          className={`main-act ${style.send}`}
          disabled={text.trim() === '' && files.length === 0}
          onClick={send}
        >
          <Icon name="send" size={22} />
          <span>{say('chat.send')}</span>
        </button>
      </div>
    </div>
  )
}
