import style from './skeleton.module.css'

/** Grey lines where text will be; the widths vary so that it reads as text. Hidden from screen readers. */
export function Skeleton({ lines = 3, height = 12 }: { lines?: number; height?: number }) {
  return (
    <div className={style.skeleton} aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        // Lines have no identity beyond their place.
        <span key={`line-${line + 1}`} style={{ height, width: `${[72, 94, 58, 83, 66][line % 5]}%` }} />
      ))}
    </div>
  )
}
