import { type RawBuilder, sql } from 'kysely'

// The wire keeps free words; ours are closed sets. What a client said is kept beside ours and shown again as long as both still agree.

type Table = { [ours: string]: { canonical: string; words: string[] } }

const kinds: Table = {
  fault: { canonical: 'incident', words: ['incident', 'fault', 'trouble', 'failure', 'outage', 'problem', '故障', '报障'] },
  complaint: { canonical: 'complaint', words: ['complaint', 'complain', '投诉'] },
  inquiry: { canonical: 'inquiry', words: ['inquiry', 'enquiry', 'query', 'question', 'information', '咨询', '查询'] },
  request: { canonical: 'request', words: ['request', 'service request', 'servicerequest', 'change', '业务办理', '申请'] }
}

const severities: Table = {
  collective: { canonical: 'Collective', words: ['collective', '群体'] },
  major: { canonical: 'Critical', words: ['critical', 'blocker', 'severe', '重大', '严重'] },
  important: { canonical: 'Major', words: ['major', 'high', 'important', '重要'] },
  general: { canonical: 'Minor', words: ['minor', 'medium', 'low', 'normal', 'general', 'trivial', '一般'] }
}

const priorities: Table = {
  P1: { canonical: 'Critical', words: ['critical', 'p1', '1'] },
  P2: { canonical: 'High', words: ['high', 'p2', '2'] },
  P3: { canonical: 'Medium', words: ['medium', 'p3', '3'] },
  P4: { canonical: 'Low', words: ['low', 'p4', '4'] }
}

function oursOf<T extends string>(table: Table, word: string, otherwise: T): T {
  const said = word.trim().toLowerCase()
  return (Object.entries(table).find(([ours, { words }]) => words.includes(said) || ours.toLowerCase() === said)?.[0] ?? otherwise) as T
}

/** The kind a ticketType means; a word we do not know is a request. */
export const kindOf = (ticketType: string) => oursOf<'inquiry' | 'request' | 'complaint' | 'fault'>(kinds, ticketType, 'request')
/** The severity a word means; one we do not know is general. */
export const severityOf = (word: string) => oursOf<'general' | 'important' | 'major' | 'collective'>(severities, word, 'general')
/** The priority a word means, or undefined. */
export const priorityOf = (word: string) => oursOf<'P1' | 'P2' | 'P3' | 'P4' | ''>(priorities, word, '') || undefined

export const ticketTypeFor = (kind: string) => kinds[kind]?.canonical ?? kind
export const severityFor = (severity: string) => severities[severity]?.canonical ?? severity
export const priorityFor = (priority: string) => priorities[priority]?.canonical ?? priority

/** A word of the client with what it meant to us. */
export type Said = { word: string; as: string }

/** The client's own word while it still means the same, else ours. */
export const spoken = (said: Said | undefined, ours: string, canonical: (ours: string) => string) => (said?.as === ours ? said.word : canonical(ours))

/** The same in SQL, over the column and the member of `tmf` that keeps what was said. */
function spokenSql(member: string, column: RawBuilder<unknown>, table: Table): RawBuilder<unknown> {
  const cases = sql.join(Object.entries(table).map(([ours, { canonical }]) => sql`when ${sql.lit(ours)} then ${sql.lit(canonical)}`), sql` `)
  return sql`case when t.tmf #>> ${sql.lit(`{${member},as}`)} = ${column} then t.tmf #>> ${sql.lit(`{${member},word}`)} else case ${column} ${cases} end end`
}

export const ticketTypeSql = spokenSql('$ticketType', sql`t.kind`, kinds)
export const severitySql = spokenSql('$severity', sql`t.severity`, severities)
export const prioritySql = sql`case t.priority ${sql.join(Object.entries(priorities).map(([ours, { canonical }]) => sql`when ${sql.lit(ours)} then ${sql.lit(canonical)}`), sql` `)} end`

/** The urgency that goes with a severity word when the client gives no other. */
export const urgencyOf = (severity: ReturnType<typeof severityOf>) => (severity === 'major' || severity === 'collective' ? 'high' : 'normal')
