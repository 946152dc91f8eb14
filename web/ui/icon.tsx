// Drawn for this product on a 24 grid, 1.75 stroke; no icon library in the first load.
const paths = {
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
  ticket: 'M4 7h16v3.5a1.5 1.5 0 0 0 0 3V17H4v-3.5a1.5 1.5 0 0 0 0-3zM14.5 7v2M14.5 11v2M14.5 15v2',
  chat: 'M5 5h14v10.5h-7.5L7.5 19v-3.5H5zM8.5 9h7M8.5 12h4.5',
  customer: 'M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 19.5c.6-3.2 3.3-5 7-5s6.4 1.8 7 5',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3.5 18.5c.5-2.8 2.6-4.2 5.5-4.2s5 1.4 5.5 4.2M16 11.5a2.6 2.6 0 1 0-1-5M16.5 14.5c2.2.2 3.6 1.5 4 3.8',
  promise: 'M12 3.5 19 6v5.5c0 4.3-2.8 7.5-7 9-4.2-1.5-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10',
  book: 'M12 6.5C10 5 7.5 4.5 4.5 4.8V18c3-.3 5.5.2 7.5 1.7 2-1.5 4.5-2 7.5-1.7V4.8C16.5 4.5 14 5 12 6.5zM12 6.5v13',
  audit: 'M7 4h8l3.5 3.5V20H7zM14.5 4v4h4M10 12h5.5M10 15.5h5.5',
  webhook: 'M9.5 9.5a3 3 0 1 1 4.2-1L11 13.5M14.5 12a3.3 3.3 0 1 1-1.8 5M10.5 16.5H17M7.5 13a3.2 3.2 0 1 0 3 3.5',
  chart: 'M5 19V5M5 19h14M9 16v-4M13 16V8M17 16v-6',
  survey: 'M12 4.5l2.3 4.7 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 9.9l5.2-.7z',
  inbox: 'M5 13.5 7.5 5.5h9L19 13.5V19H5zM5 13.5h4l1 2h4l1-2h4',
  import: 'M12 4v10M8 10.5l4 4 4-4M5 18.5h14',
  export: 'M12 14.5V4.5M8 8l4-4 4 4M5 18.5h14',
  search: 'M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12M15.5 15.5 20 20',
  filter: 'M4.5 6h15M7.5 12h9M10.5 18h3',
  plus: 'M12 5v14M5 12h14',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  check: 'M5 12.5 10 17.5 19.5 7.5',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  left: 'M14.5 6 8.5 12l6 6',
  right: 'M9.5 6l6 6-6 6',
  down: 'M6 9.5l6 6 6-6',
  back: 'M19 12H5.5M11 6l-6 6 6 6',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.7 5.7l1 1M17.3 17.3l1 1M18.3 5.7l-1 1M6.7 17.3l-1 1',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  screen: 'M4 5.5h16v10.5H4zM9 19.5h6M12 16v3.5',
  language: 'M4 6h9M8.5 4v2M11 6c-.8 3.5-3 6.5-6.5 8.5M6 8.5c1 2.3 3 4.3 5.5 5.5M12.5 20l4-9.5 4 9.5M14 17h5',
  bell: 'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4',
  clip: 'M17.5 11 11.5 17a3.5 3.5 0 0 1-5-5l7-7a2.4 2.4 0 0 1 3.5 3.5l-7 7a1.2 1.2 0 0 1-1.7-1.7l6-6',
  send: 'M4.5 11.5 19.5 5l-5 14.5-3-6z M11.5 13.5 19.5 5',
  note: 'M5 5h14v9l-5 5H5zM14 19v-5h5M8.5 9h7M8.5 12.5h4',
  call: 'M6 4.5h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.5 1.5A14.5 14.5 0 0 1 4.5 6 1.5 1.5 0 0 1 6 4.5z',
  'hang-up': 'M3.5 13.2c4.7-4.9 12.3-4.9 17 0l-.6 3.1-4.2-.4-.6-2.7a9.6 9.6 0 0 0-6.2 0l-.6 2.7-4.2.4z',
  mic: 'M12 14.5a3 3 0 0 0 3-3V7a3 3 0 0 0-6 0v4.5a3 3 0 0 0 3 3M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3M9 20h6',
  'mic-off': 'M15 11V7a3 3 0 0 0-5.8-1M9 9.5v2a3 3 0 0 0 4.5 2.6M6.5 11.5a5.5 5.5 0 0 0 9 4.2M17.5 11.5v.5M12 17v3M9 20h6M4.5 4.5l15 15',
  keypad: 'M6.5 6h.01M12 6h.01M17.5 6h.01M6.5 11h.01M12 11h.01M17.5 11h.01M6.5 16h.01M12 16h.01M17.5 16h.01M12 20h.01',
  play: 'M8 5.5v13l10.5-6.5z',
  mail: 'M4 6h16v12H4zM4.5 7l7.5 6 7.5-6',
  hall: 'M4 19.5h16M5.5 19.5V9L12 5l6.5 4v10.5M10 19.5v-5.5h4v5.5',
  globe:
    'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16M4 12h16M12 4c2.5 2.3 3.5 5 3.5 8s-1 5.7-3.5 8c-2.5-2.3-3.5-5-3.5-8s1-5.7 3.5-8',
  lock: 'M6.5 11h11v8.5h-11zM8.5 11V8.5a3.5 3.5 0 0 1 7 0V11',
  eye: 'M3.5 12c2-3.7 5-5.5 8.5-5.5s6.5 1.8 8.5 5.5c-2 3.7-5 5.5-8.5 5.5S5.5 15.7 3.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16M12 7.5V12l3 2',
  pause: 'M9 6.5v11M15 6.5v11',
  warn: 'M12 4.5 20.5 19h-17zM12 10v4M12 16.5h.01',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2.1 2.1M15.9 15.9 18 18M18 6l-2.1 2.1M8.1 15.9 6 18',
  key: 'M8.5 15.5a4 4 0 1 1 3.6-5.7L20 10v3.5h-2.5V16H14v-2.2h-1.9a4 4 0 0 1-3.6 1.7zM8 11.5h.01',
  exit: 'M14 5H6v14h8M10.5 12H20M16.5 8.5 20 12l-3.5 3.5',
  copy: 'M9 9h10v10.5H9zM15 9V4.5H5V15h4',
  link: 'M10.5 13.5a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1M13.5 10.5a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1',
  file: 'M7 4h7l4 4v12H7zM13.5 4v4.5H18',
  image: 'M4.5 5.5h15v13h-15zM4.5 15.5l4.5-4 4 3.5 2.5-2 4 3M15.5 9.5h.01',
  undo: 'M8 8.5H15a4.5 4.5 0 0 1 0 9H9M11 5 7.5 8.5 11 12',
  refresh: 'M18.5 9.5A7 7 0 1 0 19 13M19 5v4.5h-4.5',
  columns: 'M4.5 5.5h15v13h-15zM9.5 5.5v13M14.5 5.5v13',
  rows: 'M4.5 6.5h15M4.5 12h15M4.5 17.5h15',
  bolt: 'M13 3.5 5.5 13.5H11l-1 7 7.5-10H12z',
  robot: 'M6 9h12v9.5H6zM12 9V5.5M12 5.5h.01M9.5 13v1M14.5 13v1M3.5 12.5v3M20.5 12.5v3',
  flag: 'M6 20.5V5M6 5.5h11l-2 3.5 2 3.5H6',
  merge: 'M7 4.5V9c0 3 5 3 5 6.5v4M17 4.5V9c0 3-5 3-5 6.5',
  person: 'M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 19.5c.6-3.2 3.3-5 7-5s6.4 1.8 7 5',
  menu: 'M4.5 7h15M4.5 12h15M4.5 17h15',
  keyboard: 'M3.5 7h17v10.5h-17zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17.5 10.5h.01M8 14h8',
  smile: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16M8.5 13.5c.7 1.8 2 2.7 3.5 2.7s2.8-.9 3.5-2.7M9 9.5v.5M15 9.5v.5'
} as const

export type IconName = keyof typeof paths

/** A line icon. Decorative unless `label` is given. `size` in CSS pixels. */
export function Icon({ name, size = 18, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' || name === 'keypad' ? 2.6 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={paths[name]} />
    </svg>
  )
}

/** Names of all icons, for the story page. */
export const iconNames = Object.keys(paths) as IconName[]
