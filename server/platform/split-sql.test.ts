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
