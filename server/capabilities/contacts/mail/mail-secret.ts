import type { Sign } from '@shouwen/kernels/mail-thread/index'
import { createHmac, randomBytes } from 'node:crypto'
import type { App } from '#platform/app-type'
import { openSecret, sealSecret } from '#platform/secret-box'

const KEY = 'contacts.mail-sign'
const known = new WeakMap<App, Promise<Sign>>()

/** Signs the names of threads, so that nobody can put words into a conversation by guessing its number. One secret for the installation. */
export function mailSign(app: App): Promise<Sign> {
  const signing = known.get(app) ?? load(app)
  known.set(app, signing)
  signing.catch(() => known.delete(app))
  return signing
}

async function load(app: App): Promise<Sign> {
  const { dataDir } = app.config
  const fresh = sealSecret(dataDir, KEY, randomBytes(32).toString('hex')).toString('base64')
  await app.db
    .insertInto('platform.setting')
    .values({ key: KEY, value: JSON.stringify(fresh) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value } = await app.db
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', KEY)
    .executeTakeFirstOrThrow()
  const secret = openSecret(dataDir, KEY, Buffer.from(String(value), 'base64'))
  return (text) => createHmac('sha256', secret).update(text).digest('hex')
}
