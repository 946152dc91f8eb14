import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitSql } from './split-sql.ts'

test('statements end at semicolons outside quotes, dollar quotes and comments', () => {
  const text = `-- first; not a statement
    create table a (x text default 'a;b', "y;z" int);
    /* nested /* ; */ ; */
    create function f() returns int language sql as $body$ select 1; select ';' $body$;
    do $$ begin perform 1; end $$;
    insert into a values (E'it\\'s; fine', 'it''s; fine') -- tail;
    ;;
    select a$b$c from t; select 1`
  expect(splitSql(text).map((each) => each.replace(/\s+/g, ' '))).toEqual([
    `create table a (x text default 'a;b', "y;z" int)`,
    `create function f() returns int language sql as $body$ select 1; select ';' $body$`,
    `do $$ begin perform 1; end $$`,
    `insert into a values (E'it\\'s; fine', 'it''s; fine') -- tail;`,
    `select a$b$c from t`,
    `select 1`
  ])
})

test('a file of comments holds no statement', () => {
  expect(splitSql('-- nothing\n/* here */ ;')).toEqual([])
})

test('any statements, joined and split again, are the same statements', () => {
  const quoted = fc.oneof(
    fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
    fc.string().map((text) => `E'${text.replaceAll(/[\\']/g, '\\$&')}'`),
    fc.string().map((text) => `"${text.replaceAll('"', '""')}"`),
    fc.string().map((text) => `$q$${text.replaceAll('$', '')}$q$`),
    fc.string().map((text) => `/* ${text.replaceAll(/[/*]/g, '')} /* ; */ */`),
    fc.constantFrom('select', 'a$1', '$1', '(x - 1)', '::text', ',')
  )
  const statement = fc.array(quoted, { minLength: 1, maxLength: 8 }).map((parts) => `select ${parts.join(' ')}`)
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      expect(splitSql(statements.join(';\n-- between; here\n'))).toEqual(statements)
    })
  )
})
