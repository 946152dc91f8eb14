import { type RawBuilder, sql } from 'kysely'

/** Chinese family names of two characters that are common enough to be told from one-character ones. */
const compound = ['欧阳', '太史', '端木', '上官', '司马', '东方', '独孤', '南宫', '万俟', '闻人', '夏侯', '诸葛', '尉迟', '公羊', '赫连', '皇甫', '澹台', '公孙', '慕容', '令狐', '宇文', '长孙', '司徒', '司空', '轩辕', '东郭']
const chinese = /[\u4e00-\u9fff]/

export type Names = { familyName: string; givenName: string }

/** A name as one text: family name first without a blank in Chinese, last in other scripts. */
export function composeName({ familyName, givenName }: Names): string {
  const [family, given] = [familyName.trim(), givenName.trim()]
  return chinese.test(family + given) ? `${family}${given}` : `${given} ${family}`.trim()
}

/** Family and given name of a name we hold as one text. */
export function splitName(name: string): Names {
  if (chinese.test(name)) {
    const length = compound.includes(name.slice(0, 2)) && name.length > 2 ? 2 : 1
    return { familyName: name.slice(0, length), givenName: name.slice(length) }
  }
  const at = name.lastIndexOf(' ')
  return { familyName: name.slice(at + 1), givenName: at < 0 ? '' : name.slice(0, at) }
}

/** The same in SQL; `column` holds the name. */
export function familySql(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${column} ~ ${sql.lit('[\u4e00-\u9fff]')} then left(${column}, ${lengthSql(column)}) else regexp_replace(${column}, '^.* ', '') end`
}

export function givenSql(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${column} ~ ${sql.lit('[\u4e00-\u9fff]')} then substr(${column}, ${lengthSql(column)} + 1) when position(' ' in ${column}) > 0 then regexp_replace(${column}, ' [^ ]*$', '') else '' end`
}

const lengthSql = (column: RawBuilder<unknown>) =>
  sql`case when left(${column}, 2) in (${sql.join(compound.map((name) => sql.lit(name)))}) and length(${column}) > 2 then 2 else 1 end`
