/** Splits at a separator that stands outside quotation marks. */
export function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = []
  let open: string | null = null
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string
    if (open) open = sign === open ? null : open
    else if ((sign === '"' || sign === "'") && at === start && text.indexOf(sign, at + 1) > 0) open = sign
    else if (sign === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** A value without the quotation marks around it, which some clients put there. */
export function unquoted(text: string): string {
  const first = text[0]
  return text.length > 1 && (first === '"' || first === "'") && text.endsWith(first) ? text.slice(1, -1) : text
}
