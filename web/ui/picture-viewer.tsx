import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import style from './picture-viewer.module.css'
import { useWords } from './words.ts'

type Picture = { name: string; href?: string }

/** A picture over the page, as large as fits; the arrow keys go on to its neighbours, Escape or a press beside it leaves. */
export function PictureViewer({
  pictures,
  at,
  onAt,
  onClose
}: {
  pictures: readonly Picture[]
  at: number
  onAt: (at: number) => void
  onClose: () => void
}) {
  const { say } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const picture = pictures[at]
  const step = (by: number) => onAt((at + by + pictures.length) % pictures.length)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!by) return
    event.preventDefault()
    step(by)
  }
  if (!picture) return null
  return (
    <dialog
      ref={dialog}
      className={style.viewer}
      aria-label={picture.name}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      onKeyDown={onKeyDown}
    >
      <header className={style.head}>
        <span className={style.name}>{picture.name}</span>
        {pictures.length > 1 ? (
          <>
            <span>{`${at + 1} / ${pictures.length}`}</span>
            <IconButton icon="left" label={say('picture.former')} keys="←" onClick={() => step(-1)} />
            <IconButton icon="right" label={say('picture.next')} keys="→" onClick={() => step(1)} />
          </>
        ) : null}
        <a href={picture.href} download={picture.name}>
          <Icon name="import" size={15} /> {say('picture.download')}
        </a>
        <IconButton icon="close" label={say('close')} keys="Escape" onClick={() => dialog.current?.close()} />
      </header>
      <img src={picture.href} alt={picture.name} />
    </dialog>
  )
}
