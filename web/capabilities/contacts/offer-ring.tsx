import style from './offer.module.css'

const round = 2 * Math.PI * 18

/** The seconds an offer still stands, as a ring that empties. */
export function OfferRing({ share, seconds, label }: { share: number; seconds: number; label: string }) {
  return (
    <span className={style.ring} role="timer" aria-label={label}>
      <svg viewBox="0 0 44 44" width="44" height="44" aria-hidden>
        <circle cx="22" cy="22" r="18" fill="none" stroke="currentColor" strokeOpacity="0.2" strokeWidth="4" />
        <circle
          cx="22"
          cy="22"
          r="18"
          fill="none"
          stroke="currentColor"
          strokeWidth="4"
          strokeLinecap="round"
          strokeDasharray={`${round * Math.min(1, Math.max(0, share))} ${round}`}
          transform="rotate(-90 22 22)"
        />
      </svg>
      <span aria-hidden>{seconds}</span>
    </span>
  )
}
