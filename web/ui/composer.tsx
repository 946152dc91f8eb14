import { Button, Tooltip } from 'antd'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useRef,
  useState
} from 'react'
import style from './composer.module.css'
import { FileChips } from './file-chips.tsx'
import { IconButton } from './icon-button.tsx'
import { Keycap } from './keycap.tsx'
import { type RefusalFacts, RefusalNotice } from './refusal-notice.tsx'
import { isComposing } from './shortcuts.ts'
import { useWords } from './words.ts'

export type Draft = { text: string; files: File[]; mode: string }
export type ComposerHandle = {
  focus: (mode?: string) => void
  insert: (text: string) => void
  /** Puts a text in place of the last `length` characters before the caret: the end of `@wang` becomes a whole name. */
  complete: (length: number, text: string) => void
}
export type ComposerMode = {
  id: string
  label: string /** Yellow, so that an internal note is never mistaken for an answer. */
  internal?: boolean
  send: string
  placeholder?: string
}

export type ComposerProps = {
  label: string
  placeholder?: string
  modes: readonly [ComposerMode, ...ComposerMode[]]
  /** Resolves true when it was sent: only then is it taken out of the field; what was written meanwhile stays. */
  onSend: (draft: Draft) => Promise<boolean>
  /** Unsent text is kept in this tab under this key, so that changing page or a reload loses nothing. */
  draftKey?: string
  allowFiles?: boolean
  /** Per file; larger ones are named and left out, before they are sent for nothing. */
  maxBytes?: number
  /** Between the field and the buttons: templates, macros, a language check. */
  tools?: ReactNode
  /** Shown above the field, such as who else is answering. */
  notice?: ReactNode
  disabled?: boolean
  refusal?: RefusalFacts
  maxLength?: number
  /** The key that sends, Ctrl+Enter unless said; with Enter a new line is Shift+Enter. */
  sendsOn?: 'Ctrl+Enter' | 'Enter'
  /** After every key: the text and where the caret stands, and in which mode. */
  onTyping?: (typed: { text: string; caret: number; mode: string }) => void
  /** Sees keys first, for a list of suggestions over the field; true when it took the key. */
  onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  ref?: Ref<ComposerHandle>
}

/** What one message may carry. */
const mostFiles = 10

/**
 * Where people write. Ctrl+Enter sends, Escape leaves the field, Enter is a new line and always belongs to the input method while it composes;
 * files come by button, drop or paste.
 */
export function Composer(props: ComposerProps) {
  const {
    label,
    placeholder,
    modes,
    onSend,
    draftKey,
    allowFiles,
    maxBytes = 20 * 1024 * 1024,
    tools,
    notice,
    disabled,
    refusal,
    maxLength = 10_000,
    sendsOn = 'Ctrl+Enter',
    onTyping,
    onKey,
    ref
  } = props
  const { say } = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(() => recallDraft(draftKey))
  const [files, setFiles] = useState<File[]>([])
  const [tooLarge, setTooLarge] = useState<string>()
  const [modeId, setMode] = useState(modes[0].id)
  const [isSending, setSending] = useState(false)
  const mode = modes.find((each) => each.id === modeId) ?? modes[0]
  const isReady = !disabled && !isSending && (text.trim() !== '' || files.length > 0)

  const written = useRef(text)
  const write = (next: string) => {
    written.current = next
    setText(next)
    keepDraft(draftKey, next)
  }
  useImperativeHandle(ref, () => ({
    focus: (to) => {
      if (to) setMode(to)
      field.current?.focus()
    },
    insert: (piece) => {
      const at = field.current?.selectionStart ?? text.length
      write(text.slice(0, at) + piece + text.slice(field.current?.selectionEnd ?? at))
      field.current?.focus()
    },
    complete: (length, piece) => {
      const at = field.current?.selectionStart ?? text.length
      write(text.slice(0, Math.max(0, at - length)) + piece + text.slice(at))
      field.current?.focus()
    }
  }))
  const send = async () => {
    if (!isReady) return
    setSending(true)
    // Whoever pressed the button writes on in the field; whoever leaves it meanwhile is not called back.
    field.current?.focus()
    const sent = await onSend({ text: text.trim(), files, mode: mode.id }).finally(() => setSending(false))
    if (!sent) return
    write(written.current.startsWith(text) ? written.current.slice(text.length).trimStart() : written.current)
    setTooLarge(undefined)
    setFiles((held) => held.filter((file) => !files.includes(file)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event.nativeEvent)) return
    if (onKey?.(event)) return event.preventDefault()
    // Out of the field, the single keys of the page work again; what was written stays.
    if (event.key === 'Escape') return field.current?.blur()
    const isChord = event.ctrlKey || event.metaKey
    if (event.key !== 'Enter' || !(isChord || (sendsOn === 'Enter' && !event.shiftKey))) return
    event.preventDefault()
    void send()
  }
  const take = (list: FileList | null | undefined) => {
    if (!allowFiles || !list?.length) return
    setTooLarge([...list].find((file) => file.size > maxBytes)?.name)
    const fitting = [...list].filter((file) => file.size <= maxBytes)
    setFiles((held) => [...held, ...fitting].slice(0, mostFiles))
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!allowFiles || event.clipboardData.files.length === 0) return
    event.preventDefault()
    take(event.clipboardData.files)
  }
  return (
    <div
      className={`${style.composer} ${mode.internal ? style.internal : ''}`}
      onDragOver={(event) => allowFiles && event.preventDefault()}
      onDrop={(event) => {
        if (!allowFiles) return
        event.preventDefault()
        take(event.dataTransfer.files)
      }}
    >
      {modes.length > 1 ? (
        <div className={style.modes} role="tablist">
          {modes.map((each) => (
            <button
              key={each.id}
              type="button"
              role="tab"
              aria-selected={each.id === mode.id}
              onClick={() => {
                setMode(each.id)
                field.current?.focus()
              }}
            >
              {each.label}
            </button>
          ))}
        </div>
      ) : null}
      {notice ? <div className={style.notice}>{notice}</div> : null}
      <div className={style.grow} data-text={`${text} `}>
        <textarea
          ref={field}
          value={text}
          rows={2}
          aria-label={label}
          placeholder={mode.placeholder ?? placeholder}
          maxLength={maxLength}
          disabled={disabled}
          onChange={(event) => {
            write(event.target.value)
            onTyping?.({ text: event.target.value, caret: event.target.selectionStart, mode: mode.id })
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      <FileChips files={files} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
      {tooLarge ? (
        <p className={style.error} role="alert">
          {say('file.too-large', { name: tooLarge })}
        </p>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.foot}>
        {allowFiles ? (
          <>
            <IconButton
              icon="clip"
              label={say('composer.attach')}
              disabled={disabled}
              onClick={() => picker.current?.click()}
            />
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                take(event.target.files)
                event.target.value = ''
              }}
            />
          </>
        ) : null}
        {tools}
        <Tooltip title={<Keycap keys={sendsOn} />} mouseEnterDelay={0.4}>
          <Button
            type="primary"
            className={style.send}
            disabled={!isReady}
            loading={isSending}
            onClick={() => void send()}
          >
            {mode.send}
          </Button>
        </Tooltip>
      </div>
    </div>
  )
}

function recallDraft(key: string | undefined): string {
  return (key && typeof sessionStorage !== 'undefined' && sessionStorage.getItem(`draft.${key}`)) || ''
}

function keepDraft(key: string | undefined, text: string): void {
  if (!key) return
  if (text) sessionStorage.setItem(`draft.${key}`, text)
  else sessionStorage.removeItem(`draft.${key}`)
}
