/** The product's mark: a speech bubble that carries a kept promise. */
export function Brand({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="8" fill="#0e7f8a" />
      <path
        d="M7.5 9.5a3 3 0 0 1 3-3h11a3 3 0 0 1 3 3v8.5a3 3 0 0 1-3 3h-6.5L9.5 26v-5a2.5 2.5 0 0 1-2-2.5z"
        fill="#fff"
      />
      <path
        d="M11.5 14l3.2 3.2L20.8 11"
        fill="none"
        stroke="#0e7f8a"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
