import { Icon } from '#ui/icon.tsx'
import { usePhrases } from '../phrases.tsx'
import style from './chat-composer.module.css'

/** Files about to be sent, each with a way out. */
export function FileChips({ files, onRemove }: { files: readonly File[]; onRemove: (file: File) => void }) {
  const { say } = usePhrases('portal')
  if (files.length === 0) return null
  return (
    <ul className={style.chips}>
      {files.map((file) => (
        <li key={`${file.name}${file.size}${file.lastModified}`}>
          <Icon name={file.type.startsWith('image/') ? 'image' : 'file'} size={18} />
          <span>{file.name}</span>
          <button
            type="button"
            aria-label={say('chat.remove-file', { name: file.name })}
            onClick={() => onRemove(file)}
          >
            <Icon name="close" size={18} />
          </button>
        </li>
      ))}
    </ul>
  )
}
