import { traditionalPairs } from './traditional.gen.ts'

let foldTable: Uint16Array | undefined

/**
 * Brings a text to the one form in which texts are compared: half width, lower case, simplified characters.
 * The result has the same length as the input, so an offset found in it is an offset in the original.
 * Stored text is never replaced by it: many traditional characters share one simplified character.
 */
export function fold(text: string): string {
  foldTable ??= buildFoldTable()
  let folded = ''
  for (let at = 0; at < text.length; at += chunk) {
    const end = Math.min(at + chunk, text.length)
    const units = new Uint16Array(end - at)
    for (let i = at; i < end; i++) units[i - at] = foldTable[text.charCodeAt(i)] as number
    folded += String.fromCharCode(...units)
  }
  return folded
}

/** Spread arguments are bounded by the engine's stack; 4,096 is safe everywhere. */
const chunk = 4096

function buildFoldTable(): Uint16Array {
  const simplified = new Map<string, string>()
  for (let i = 0; i < traditionalPairs.length; i += 2) {
    simplified.set(traditionalPairs.charAt(i), traditionalPairs.charAt(i + 1))
  }
  const table = new Uint16Array(0x10000)
  for (let unit = 0; unit < table.length; unit++) {
    if (isSurrogate(unit)) table[unit] = unit
    else if (isIdeograph(unit)) table[unit] = simplified.get(String.fromCharCode(unit))?.charCodeAt(0) ?? unit
    else table[unit] = foldUnit(String.fromCharCode(unit), simplified)
  }
  return table
}

/** Forms that would become several characters (㎏, ½) or none stay as they are: offsets matter more. */
function foldUnit(character: string, simplified: Map<string, string>): number {
  const narrow = oneUnit(character.normalize('NFKC'), character)
  const lower = oneUnit(narrow.toLowerCase(), narrow)
  const settled = oneUnit(lower.normalize('NFKC'), lower)
  return (simplified.get(settled) ?? settled).charCodeAt(0)
}

function oneUnit(candidate: string, otherwise: string): string {
  return candidate.length === 1 ? candidate : otherwise
}

/** Ideographs and Hangul syllables have neither width nor case; passing them by makes the table three times cheaper. */
function isIdeograph(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
