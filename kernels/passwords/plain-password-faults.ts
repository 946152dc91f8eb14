/** What a policy demands of a password by itself, as it crosses the wire. @norm GV-02 */
export type PasswordRules = {
  length: { min: number; max: number }
  classes: { of: readonly string[]; atLeast: number }
  forbid: { jobNumber: boolean; accountName: boolean; sameCharacterRun: number; sequenceRun: number }
}

/** Whose password it is: parts of it that others know must not be in it. */
export type PasswordOwner = { login: string; jobNumber: string }

export type PlainPasswordFault =
  | 'too-short'
  | 'too-long'
  | 'too-few-classes'
  | 'contains-job-number'
  | 'contains-login'
  | 'same-character-run'
  | 'sequence-run'

/**
 * Everything wrong with a password that can be told without a list of known passwords, in reading order. The browser says
 * it while the password is typed, the server decides by the same function. @norm GV-02
 */
export function plainPasswordFaults(
  password: string,
  owner: PasswordOwner,
  rules: PasswordRules
): PlainPasswordFault[] {
  const text = password.normalize('NFKC')
  const length = [...text].length
  const { forbid } = rules
  const found: [PlainPasswordFault, boolean][] = [
    ['too-short', length < rules.length.min],
    ['too-long', length > rules.length.max],
    ['too-few-classes', rules.classes.of.filter((name) => classes[name]?.test(text)).length < rules.classes.atLeast],
    ['contains-job-number', forbid.jobNumber && holds(text, owner.jobNumber)],
    ['contains-login', forbid.accountName && holds(text, owner.login.split('@')[0] ?? '')],
    ['same-character-run', longestRun(text, (a, b) => a === b) >= forbid.sameCharacterRun],
    ['sequence-run', longestSequence(text) >= forbid.sequenceRun]
  ]
  return found.flatMap(([fault, present]) => (present ? [fault] : []))
}

// A Chinese character is neither case, so it counts as a symbol.
const classes: Record<string, RegExp> = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  symbol: /[^\p{Ll}\p{Lu}\p{Nd}\s]/u
}

/** Shorter parts turn up by chance. */
const SHORTEST_PART = 3
const holds = (text: string, part: string) =>
  part.length >= SHORTEST_PART && text.toLowerCase().includes(part.toLowerCase())

function longestRun(text: string, follows: (a: string, b: string) => boolean): number {
  let longest = 0
  let run = 0
  let before: string | undefined
  for (const character of text.toLowerCase()) {
    run = before !== undefined && follows(before, character) ? run + 1 : 1
    longest = Math.max(longest, run)
    before = character
  }
  return longest
}

const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** The longest run of characters that follow each other, forwards or backwards, in counting or on the keyboard. */
function longestSequence(text: string): number {
  const next = (row: string) => longestRun(text, (a, b) => row.includes(a + b))
  return Math.max(...rows.flatMap((row) => [next(row), next([...row].reverse().join(''))]))
}
