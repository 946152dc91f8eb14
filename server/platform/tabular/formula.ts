/**
 * A cell beginning like a formula would be computed by the spreadsheet that opens the file, and may call out of it. An apostrophe
 * before it makes it text. Texts that already begin with apostrophes before such a sign get one more, so that reading gives back exactly what was written.
 */
export function escapeFormula(text: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}

/** Takes back what `escapeFormula` added. */
export function unescapeFormula(cell: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}
