import { expect, test } from 'vitest'
import { type Tokens, themes } from './tokens.ts'

const pairs: [keyof Tokens, (keyof Tokens)[]][] = [
  ['text', ['ground', 'surface', 'raised', 'sunken', 'hover', 'selected', 'note']],
  ['text2', ['ground', 'surface', 'raised', 'sunken', 'hover', 'selected', 'note']],
  ['text3', ['ground', 'surface', 'raised', 'sunken', 'hover', 'selected', 'note']],
  ['accent', ['ground', 'surface', 'raised', 'accentGround', 'hover']],
  ['onAccent', ['accent', 'accentHover']],
  ['kept', ['keptGround', 'surface']],
  ['risk', ['riskGround', 'surface']],
  ['broken', ['brokenGround', 'surface']],
  ['paused', ['pausedGround', 'surface']],
  ['info', ['infoGround', 'surface']],
  ['railText', ['rail']],
  ['railActive', ['railActiveGround']]
]

for (const [name, tokens] of Object.entries(themes))
  test(`every text colour of the ${name} theme can be read on every ground it stands on`, () => {
    const weak = pairs.flatMap(([text, grounds]) =>
      grounds
        .map((ground) => ({ text, ground, contrast: contrast(tokens[text], tokens[ground]) }))
        .filter((pair) => pair.contrast < 4.5)
    )
    expect(weak).toEqual([])
  })

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
