/** Mails as they travel, for tests. */
export type Letter = {
  from?: string
  to?: string
  subject?: string
  body?: string
  id?: string
  date?: Date
  headers?: Record<string, string>
}

let letters = 0

/** A plain mail in UTF-8. */
export function letter({
  from = '刘备 <liu@example.com>',
  to = 'service@hn.example',
  subject = '宽带断网',
  body = '从早上起就断网了，请尽快处理。',
  id,
  date = new Date('2026-11-24T01:50:00Z'),
  headers = {}
}: Letter = {}): Buffer {
  letters += 1
  const head = {
    'Return-Path': `<${/<([^>]*)>/.exec(from)?.[1] ?? from}>`,
    From: from.replace(/^[^\x20-\x7e]+/, encoded),
    To: to,
    Subject: encoded(subject),
    'Message-ID': `<${id ?? `letter-${letters}@example.com`}>`,
    Date: date.toUTCString(),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers
  }
  const lines = Object.entries(head).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/g, '\r\n')}\r\n`)
}

/** RFC 2047, as far as it is needed. */
export const encoded = (text: string) =>
  /^[\x20-\x7e]*$/.test(text)
    ? text
    : `=?utf-8?B?${Buffer.from(text.trim()).toString('base64')}?=${text.endsWith(' ') ? ' ' : ''}`

/** A mail with files. */
export function parcel(files: { name: string; type: string; content: Buffer }[], given: Letter = {}): Buffer {
  const parts = [
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n' +
      Buffer.from(given.body ?? '见附件').toString('base64'),
    ...files.map(
      ({ name, type, content }) =>
        `Content-Type: ${type}; name="${encoded(name)}"\r\nContent-Disposition: attachment; filename="${encoded(name)}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64').replace(/.{76}/g, '$&\r\n')}`
    )
  ]
  const body = `${parts.map((part) => `--part\r\n${part}\r\n`).join('')}--part--\r\n`
  return letter({
    ...given,
    body,
    headers: {
      'Content-Type': 'multipart/mixed; boundary="part"',
      'Content-Transfer-Encoding': '7bit',
      ...given.headers
    }
  })
}

/** What a mail server says when it could not deliver a mail of ours. */
export function bounceOf(messageId: string, status = '5.1.1'): Buffer {
  const body = [
    '--r',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '--r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    `Final-Recipient: rfc822; liu@example.com`,
    'Action: failed',
    `Status: ${status}`,
    '--r',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}>`,
    'Subject: Re: x',
    '',
    '--r--'
  ].join('\r\n')
  return letter({
    from: 'Mail Delivery Subsystem <mailer-daemon@mx.example.com>',
    subject: 'Undelivered Mail Returned to Sender',
    body,
    headers: {
      'Return-Path': '<>',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="r"',
      'Auto-Submitted': 'auto-replied'
    }
  })
}
