import { Icon } from '#ui/icon.tsx'
import style from './files.module.css'

type File = { id: string; name: string; mediaType: string; bytes: number }

/** Attachments: pictures are shown, everything else is a name with its size; a press opens it. */
export function Files({ files, href }: { files: readonly File[]; href: (fileId: string) => string }) {
  if (files.length === 0) return null
  return (
    <ul className={style.files}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={href(file.id)} target="_blank" rel="noreferrer">
            {file.mediaType.startsWith('image/') ? (
              <img src={href(file.id)} alt={file.name} loading="lazy" />
            ) : (
              <span>
                <Icon name="file" size={20} />
                {file.name}
                <small>{sizeOf(file.bytes)}</small>
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}

const sizeOf = (bytes: number) =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
