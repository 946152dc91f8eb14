/** Colours of one theme. Every pair of text and ground that occurs has a contrast of at least 4.5 (tested). */
export type Tokens = typeof light

const light = {
  ground: '#f4f5f6',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#eceef0',
  hover: '#f0f2f3',
  selected: '#e2f0f1',
  border: '#dde1e4',
  borderStrong: '#b9c0c5',
  text: '#1a2025',
  text2: '#465058',
  text3: '#5d6770',
  accent: '#0b6b75',
  accentHover: '#0e7f8a',
  accentGround: '#e2f0f1',
  onAccent: '#ffffff',
  kept: '#1a7344',
  keptGround: '#e5f3ea',
  risk: '#8f5200',
  riskGround: '#fdf0da',
  broken: '#b4272f',
  brokenGround: '#fceaea',
  paused: '#4f5a63',
  pausedGround: '#e9ecee',
  info: '#2c5fa8',
  infoGround: '#e7eef8',
  note: '#fdf8e4',
  noteBorder: '#e9dcaa',
  rail: '#172126',
  railText: '#b6c2c8',
  railActive: '#ffffff',
  railActiveGround: '#2b3a41',
  shadow: '0 1px 2px rgb(16 24 32 / 6%), 0 6px 24px rgb(16 24 32 / 10%)'
}

const dark: Tokens = {
  ground: '#111518',
  surface: '#181d21',
  raised: '#1f262b',
  sunken: '#0d1113',
  hover: '#20272c',
  selected: '#17343a',
  border: '#2c343a',
  borderStrong: '#4a555d',
  text: '#e7ebee',
  text2: '#b7c0c6',
  text3: '#949fa7',
  accent: '#58bcc7',
  accentHover: '#78cbd4',
  accentGround: '#17343a',
  onAccent: '#06262b',
  kept: '#62c48d',
  keptGround: '#15301f',
  risk: '#e5a94b',
  riskGround: '#36270d',
  broken: '#f28b8b',
  brokenGround: '#3d1a1c',
  paused: '#a9b4bb',
  pausedGround: '#272f34',
  info: '#86b1ec',
  infoGround: '#182a44',
  note: '#2b2715',
  noteBorder: '#4d4522',
  rail: '#0b0f11',
  railText: '#a3b0b7',
  railActive: '#ffffff',
  railActiveGround: '#232d33',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 50%)'
}

export const themes = { light, dark } as const
export type ThemeName = keyof typeof themes

/** System fonts only: nothing to download, Chinese in the face people's eyes are used to. */
export const fontFamily =
  "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', system-ui, sans-serif"
export const monoFamily = "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace"

/** The tokens as CSS custom properties: `text2` becomes `--text-2`, `accentGround` `--accent-ground`. */
export function cssOf(name: ThemeName): string {
  const lines = Object.entries(themes[name]).map(([token, value]) => `--${kebab(token)}:${value};`)
  return `:root[data-theme='${name}']{color-scheme:${name};${lines.join('')}}`
}

function kebab(token: string): string {
  return token.replace(/([A-Z]|\d+)/g, (part) => `-${part.toLowerCase()}`)
}
