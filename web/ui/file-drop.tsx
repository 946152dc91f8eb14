import { useRef, useState } from 'react'
import { FileChips } from './file-chips.tsx'
import style from './file-drop.module.css'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

/** A place to drop or choose files. `accept` as in an input, `maxBytes` per file; larger ones are named and left out. */
export function FileDrop({
  label,
  files,
  onFiles,
  accept,
  maxBytes = 20 * 1024 * 1024,
  single
}: {
  label: string
  files: readonly File[]
  onFiles: (files: File[]) => void
  accept?: string
  maxBytes?: number
  single?: boolean
}) {
  const { say } = useWords()
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<string>()
  const take = (list: FileList | null) => {
    const given = [...(list ?? [])]
    const fitting = given.filter((file) => file.size <= maxBytes)
    setTooLarge(given.find((file) => file.size > maxBytes)?.name)
    if (fitting.length > 0) onFiles(single ? fitting.slice(0, 1) : [...files, ...fitting])
  }
  return (
    <div>
      <button
        type="button"
        className={`${style.drop} ${isOver ? style.over : ''}`}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        <Icon name="import" size={20} />
        <span>{label}</span>
        <small>{say('file.limit', { size: `${Math.floor(maxBytes / 1_048_576)} MB` })}</small>
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple={!single}
        accept={accept}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      {tooLarge ? (
        <p className={style.error} role="alert">
          {say('file.too-large', { name: tooLarge })}
        </p>
      ) : null}
      <FileChips files={files} onRemove={(file) => onFiles(files.filter((each) => each !== file))} />
    </div>
  )
}
