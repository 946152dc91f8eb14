import { useState } from 'react'
import style from './attachments.module.css'
import { Icon } from './icon.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import { useWords } from './words.ts'

export type Attachment = { id: string; name: string; size?: number; href?: string; isImage?: boolean }

/** Files that came with something said: pictures small enough to be told apart, looked at in place; all else is downloaded. */
export function Attachments({ list }: { list: readonly Attachment[] }) {
  const { say } = useWords()
  const [at, setAt] = useState<number>()
  const pictures = list.filter((each) => each.isImage && each.href)
  return (
    <>
      <ul className={style.attachments}>
        {list.map((each) => (
          <li key={each.id}>
            {pictures.includes(each) ? (
              <button
                type="button"
                className={style.picture}
                aria-label={say('picture.look', { name: each.name })}
                title={each.name}
                onClick={() => setAt(pictures.indexOf(each))}
              >
                <img src={each.href} alt={each.name} loading="lazy" />
              </button>
            ) : (
              <a href={each.href} target="_blank" rel="noreferrer" download={each.name}>
                <Icon name="file" size={15} />
                <span>{each.name}</span>
                {each.size === undefined ? null : <small>{sizeOf(each.size)}</small>}
              </a>
            )}
          </li>
        ))}
      </ul>
      {at === undefined ? null : (
        <PictureViewer pictures={pictures} at={at} onAt={setAt} onClose={() => setAt(undefined)} />
      )}
    </>
  )
}

/** `482 KB`, `3.1 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`
  if (bytes < 1_048_576) return `${Math.round(bytes / 1_024)} KB`
  return `${(bytes / 1_048_576).toFixed(1)} MB`
}
