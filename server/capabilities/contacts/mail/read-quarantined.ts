import type { readQuarantined as contract } from '@shouwen/contract/mail'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { maskerFor } from '#capabilities/customers'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { inView } from './mail-view.ts'
import { permitMail } from './permit-mail.ts'
import { readMail } from './read-mail.ts'
import { storedMail } from './stored-mail.ts'

/** Enough to tell a customer from a nuisance; the whole of it is in the download. */
const LONGEST = 20_000

/**
 * A mail that was set aside, as plain text: nothing of it is rendered, no link is made, no picture is fetched. Each look is audited.
 * Refuses with `mail-not-quarantined`. @norm GV-03
 */
export async function readQuarantined(
  call: Call,
  { regionId, mailId }: InputOf<typeof contract>
): Promise<OutputOf<typeof contract>> {
  const row = await call.tx
    .selectFrom('contacts.mail_in')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', mailId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  permitMail(call, row)
  if (row.decision !== 'quarantined') throw refuse('mail-not-quarantined', { state: row.decision })
  const read = row.raw_file_id ? await readMail(await storedMail(call, row)).catch(() => null) : null
  await audited(call, { verb: 'mail.look', regionId, subjectKind: 'mail', subjectId: mailId })
  const text = read?.wholeText ?? null
  const masker = maskerFor(call.actor)
  return {
    mail: inView(call, row),
    text: text && text.length > LONGEST ? text.slice(0, LONGEST).toWellFormed() : text,
    isCut: text !== null && text.length > LONGEST,
    recipients: row.recipients.map((address) => masker.show(address, 'email')),
    files: (read?.files ?? []).map(({ name, mediaType, content }) => ({
      name: name.slice(0, 120),
      mediaType: mediaType.slice(0, 120),
      bytes: content.byteLength
    })),
    size: row.size
  }
}
