import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { MailIn } from './mail-in.ts'

/** A mail as it came, as bytes; refuses with `file-missing`. */
export async function storedMail(
  call: Call,
  { region_id, raw_file_id }: Pick<MailIn, 'region_id' | 'raw_file_id'>
): Promise<Buffer> {
  const row = raw_file_id
    ? await call.tx
        .selectFrom('platform.file')
        .select(['sha256', 'name'])
        .where('region_id', '=', region_id)
        .where('id', '=', raw_file_id)
        .executeTakeFirst()
    : undefined
  if (!row) throw refuse('file-missing')
  const { stream } = await call.app.files.get(row.sha256.toString('hex'))
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  const whole = Buffer.concat(chunks)
  return row.name.endsWith('.base64.txt') ? Buffer.from(whole.toString('latin1'), 'base64') : whole
}
