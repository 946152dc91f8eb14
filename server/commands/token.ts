import { parseArgs } from 'node:util'
import { issueToken } from '#capabilities/people'
import { withCommandDatabase } from '#platform/command-database'
import { type Database, openDatabase } from '#platform/database'

export const summary =
  'create --account NAME [--scope VERB]… [--name TEXT] — makes an API token and prints it alone on the last line'

/** Makes a token for a person by login or job number; without --scope it may do whatever its owner may. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { account: { type: 'string' }, scope: { type: 'string', multiple: true }, name: { type: 'string' } }
  })
  const { account, name = 'command line' } = values
  if (positionals.join(' ') !== 'create' || !account) throw new Error(`npm run cli -- token ${summary}`)
  const scopes = (values.scope ?? ['*']).flatMap((words) => words.split(',')).map((word) => word.trim())
  const wrong = scopes.find((scope) => !/^(\*|[a-z-]+\.(\*|[a-z-]+))$/.test(scope))
  if (wrong !== undefined) throw new Error(`不是权限 / not a scope: "${wrong}" (ticket.read, ticket.*, *)`)
  const token = await withCommandDatabase(async (url) => {
    const db = openDatabase(url, { max: 1, applicationName: 'shouwen token' })
    try {
      return await createToken(db, account, scopes, name)
    } catch (error) {
      const empty = (error as { code?: string }).code === '42P01'
      throw empty
        ? new Error('数据库还是空的，请先启动一次 / the database is still empty: start the product once', {
            cause: error
          })
        : error
    } finally {
      await db.destroy()
    }
  })
  process.stdout.write(`${token}\n`)
}

async function createToken(db: Database, account: string, scopes: string[], name: string): Promise<string> {
  const people = await db
    .selectFrom('people.staff as staff')
    .leftJoin('people.account as account', 'account.staff_id', 'staff.id')
    .select(['staff.id', 'account.login'])
    .where('staff.status', '=', 'active')
    .where((where) =>
      where.or([
        where(where.fn<string>('lower', ['account.login']), '=', account.toLowerCase()),
        where('staff.job_number', '=', account)
      ])
    )
    .execute()
  const person = people.find((one) => one.login?.toLowerCase() === account.toLowerCase()) ?? people[0]
  if (!person) throw new Error(`没有这个账号 / no active account is called ${account}`)
  const { token } = await db.transaction().execute((tx) => issueToken(tx, person.id, { name, scopes }))
  return token
}
