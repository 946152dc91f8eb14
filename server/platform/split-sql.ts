/**
 * Splits a migration file into single statements. Some PostgreSQL-compatible servers refuse several statements in one
 * query, so each is sent alone. Knows quotes, E'' escapes, dollar quotes and nested comments; drops comments between
 * statements and keeps those inside.
 */
export function splitSql(text: string): string[] {
  const statements: string[] = []
  let start = 0
  let hasCode = false
  for (let at = 0; at < text.length; ) {
    const end = endOfToken(text, at)
    if (text[at] === ';') {
      if (hasCode) statements.push(text.slice(start, at).trim())
      start = end
      hasCode = false
    } else if (!isSpaceOrComment(text, at)) {
      hasCode = true
    } else if (!hasCode) {
      start = end
    }
    at = end
  }
  if (hasCode) statements.push(text.slice(start).trim())
  return statements
}

function isSpaceOrComment(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? '') || text.startsWith('--', at) || text.startsWith('/*', at)
}

/** Where the token that begins at `at` ends: a whole comment, quoted piece or name, else one character. */
function endOfToken(text: string, at: number): number {
  if (text.startsWith('--', at)) return after(text, '\n', at + 2)
  if (text.startsWith('/*', at)) return endOfBlockComment(text, at)
  if (text[at] === '"') return after(text, '"', at + 1) // a doubled quote is read as two names: same end
  if (text[at] === "'") return after(text, "'", at + 1)
  if (/^e'/i.test(text.slice(at, at + 2))) return endOfEscapeString(text, at + 2)
  const dollar = text[at] === '$' ? /^\$([A-Za-z_]\w*)?\$/.exec(text.slice(at, at + 70)) : null
  if (dollar) return after(text, dollar[0], at + dollar[0].length)
  const word = /^[A-Za-z_][\w$]*/.exec(text.slice(at, at + 200))
  return at + (word ? word[0].length : 1)
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at + mark.length
}

function endOfBlockComment(text: string, at: number): number {
  let depth = 0
  do {
    if (text.startsWith('/*', at)) {
      depth += 1
      at += 2
    } else if (text.startsWith('*/', at)) {
      depth -= 1
      at += 2
    } else at += 1
  } while (depth > 0 && at < text.length)
  return at
}

function endOfEscapeString(text: string, at: number): number {
  while (at < text.length && text[at] !== "'") at += text[at] === '\\' ? 2 : 1
  return at + 1
}
