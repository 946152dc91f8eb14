import style from './file-chips.module.css'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { sizeOf } from './attachments.tsx'
import { useWords } from './words.ts'

/** Files waiting to be sent, each removable. */
export function FileChips({ files, onRemove }: { files: readonly File[]; onRemove: (file: File) => void }) {
  const { say } = useWords()
  if (files.length === 0) return null
  return (
    <ul className={style.files}>
      {files.map((file) => (
        <li key={`${file.name}${file.lastModified}${file.size}`}>
          <Icon name={file.type.startsWith('image/') ? 'image' : 'file'} size={15} />
          <span>{file.name}</span>
          <small>{sizeOf(file.size)}</small>
          <IconButton
            icon="close"
            size="small"
            label={say('file.remove', { name: file.name })}
            onClick={() => onRemove(file)}
          />
        </li>
      ))}
    </ul>
  )
}
