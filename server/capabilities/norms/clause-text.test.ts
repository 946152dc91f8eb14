import { expect, test } from 'vitest'
import { readClause, rulebook } from '#server/rulebook'
import { clauseText } from './clause-text.ts'

test.each(rulebook().clauses)('clause $id read back from its own text is the same clause', ({ hash, file: _file, ...clause }) => {
  expect(readClause(rulebook(), clauseText(clause))).toMatchObject({ hash })
})
