import style from './star-rating.module.css'
import { useWords } from './words.ts'

const marks = [1, 2, 3, 4, 5] as const

/** One to five stars, each a button that says its number. Given once, it only shows. */
export function StarRating({
  label,
  value,
  disabled,
  onChange
}: {
  label: string
  value: number | null
  disabled?: boolean
  onChange?: (value: number) => void
}) {
  const { say } = useWords()
  if (value !== null)
    return (
      <span className={style.stars} role="img" aria-label={`${label}: ${say('stars', { count: value })}`}>
        {marks.map((mark) => (
          <span key={mark} className={mark <= value ? style.full : undefined}>
            ★
          </span>
        ))}
      </span>
    )
  return (
    <span className={`${style.stars} ${style.open}`} role="group" aria-label={label}>
      {marks.map((mark) => (
        <button
          key={mark}
          type="button"
          disabled={disabled}
          aria-label={say('stars', { count: mark })}
          title={say('stars', { count: mark })}
          onClick={() => onChange?.(mark)}
        >
          ★
        </button>
      ))}
    </span>
  )
}
