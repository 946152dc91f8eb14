import type { PromiseState } from './promise-state.ts'

/**
 * The shape of a promise's state, told apart without colour: an emptying ring (running), a triangle (at risk), a filled
 * disc with a tick (kept), a filled octagon with a cross (broken), two bars (paused), a struck ring (cancelled).
 */
export function PromiseMark({ state, used = 0, size = 14 }: { state: PromiseState; used?: number; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden style={{ flex: 'none' }}>
      {shapeOf(state, used)}
    </svg>
  )
}

const round = 2 * Math.PI * 6

function shapeOf(state: PromiseState, used: number) {
  const line = {
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 2,
    strokeLinecap: 'round',
    strokeLinejoin: 'round'
  } as const
  const cut = { ...line, stroke: 'var(--surface)', strokeWidth: 1.8 }
  switch (state) {
    case 'running':
      return (
        <>
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2.5" />
          <circle
            cx="8"
            cy="8"
            r="6"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.5"
            strokeDasharray={`${round * Math.max(0.02, 1 - used)} ${round}`}
            transform="rotate(-90 8 8) scale(1 -1) translate(0 -16)"
          />
        </>
      )
    case 'at-risk':
      return (
        <>
          <path d="M8 1.2 15.4 14.4H.6z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
          <path d="M8 6v4M8 12.2v.1" {...cut} />
        </>
      )
    case 'kept':
      return (
        <>
          <circle cx="8" cy="8" r="7.2" fill="currentColor" />
          <path d="M4.8 8.3 7 10.5l4.2-4.8" {...cut} />
        </>
      )
    case 'broken':
      return (
        <>
          <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="currentColor" />
          <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" {...cut} />
        </>
      )
    case 'paused':
      return <path d="M5.2 3v10M10.8 3v10" {...line} strokeWidth="2.8" />
    case 'cancelled':
      return (
        <>
          <circle cx="8" cy="8" r="6" {...line} strokeWidth="1.6" />
          <path d="M4.5 8h7" {...line} strokeWidth="1.6" />
        </>
      )
  }
}
