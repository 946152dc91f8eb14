import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlText } from './html-text.ts'
import { readMail } from './read-mail.ts'
import { bounceOf, letter, parcel } from './testing/letters.ts'

/** 您好，网速很慢 in the encoding most Chinese mail programs used for twenty years. */
const gbk = Buffer.from('c4fabac3a3accdf8cbd9badcc2fd', 'hex')

describe('A mail is read whatever program wrote it', () => {
  test('Chinese in GB 18030, as bytes, quoted-printable and base64, also in the subject', async () => {
    const quoted = [...gbk].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')
    const bodies: [string, string, Buffer][] = [
      ['gb2312', '8bit', gbk],
      ['gbk', 'quoted-printable', Buffer.from(quoted)],
      ['gb18030', 'base64', Buffer.from(gbk.toString('base64'))]
    ]
    for (const [charset, encoding, body] of bodies) {
      const head = `From: =?gb2312?B?${Buffer.from('d5c5c8fd', 'hex').toString('base64')}?= <zhang@example.com>\r\nSubject: =?GBK?Q?${quoted}?=\r\nMessage-ID: <a@b>\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
      const mail = await readMail(Buffer.concat([Buffer.from(head), body]))
      expect([mail.subject, mail.text, mail.fromName, mail.from]).toEqual([
        '您好，网速很慢',
        '您好，网速很慢',
        '张三',
        'zhang@example.com'
      ])
    }
  })

  test('an answer without what it answers, and the whole of it beside', async () => {
    const mail = await readMail(
      letter({ body: '谢谢，已经好了。\n\n在 2026年11月24日 10:00，客服 <service@hn.example> 写道：\n> 请重启光猫\n' })
    )
    expect(mail.text).toBe('谢谢，已经好了。')
    expect(mail.wholeText).toContain('请重启光猫')
  })

  test('a mail in HTML alone is read as words', async () => {
    const body =
      '<html><head><style>p{color:red}</style><script>alert(1)</script></head><body><p>网速&nbsp;慢</p><p>见 <a href="https://x.example/a?b=1&amp;c=2">这里</a></p><blockquote>旧信</blockquote></body></html>'
    const mail = await readMail(letter({ body, headers: { 'Content-Type': 'text/html; charset=utf-8' } }))
    expect(mail.wholeText).toBe('网速 慢\n\n见 这里 (https://x.example/a?b=1&c=2)\n\n> 旧信')
    expect(mail.text).toBe('网速 慢\n\n见 这里 (https://x.example/a?b=1&c=2)')
  })

  test('files with Chinese names, a mail inside a mail, and no signature files', async () => {
    const files = [
      { name: '发票.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4 x') },
      { name: 'smime.p7s', type: 'application/pkcs7-signature', content: Buffer.from('x') },
      { name: '', type: 'message/rfc822', content: letter({ subject: 'inner' }) }
    ]
    const mail = await readMail(parcel(files))
    expect(mail.files.map(({ name }) => name)).toEqual(['发票.pdf', 'attachment-2.eml'])
  })

  test('a delivery report names the mail of ours and the reason', async () => {
    expect((await readMail(bounceOf('x@hn.example', '5.2.2'))).report).toEqual({
      failed: true,
      status: '5.2.2',
      messageId: 'x@hn.example'
    })
  })

  test('a date nobody can mean is no date', async () => {
    for (const date of ['yesterday', 'Sat, 1 Jan 1972 00:00:00 +0000', 'Fri, 31 Dec 9999 23:59:59 +0000'])
      expect((await readMail(letter({ headers: { Date: date } }))).sentAt).toBeNull()
  })

  test('whatever bytes arrive, reading ends quickly, in a mail whose texts are bounded and clean, or in an error', async () => {
    const start = fc.constantFrom(
      '',
      'From: a@b.c\r\nSubject: x\r\n',
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'
    )
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 3000 }), async (head, bytes) => {
        const mail = await readMail(Buffer.concat([Buffer.from(head), bytes])).catch(() => null)
        if (!mail) return
        for (const text of [mail.subject, mail.text, mail.fromName ?? '']) {
          expect(text.isWellFormed()).toBe(true)
          expect(/(?![\t\n])\p{Cc}/u.test(text)).toBe(false)
        }
      }),
      { numRuns: 200 }
    )
  })

  test('thousands of nested parts and headers are an error, not an hour of work', async () => {
    const started = performance.now()
    const nested = Array.from(
      { length: 2000 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`
    ).join('')
    await expect(readMail(Buffer.from(`From: a@b.c\r\n${nested}`))).rejects.toThrow()
    await expect(readMail(Buffer.from(`From: a@b.c\r\n${'X-A: b\r\n'.repeat(200_000)}\r\nx`))).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('HTML becomes words', () => {
  test('nothing that could run or load survives, whatever the mail', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<script>',
            '</script>',
            '<img src=x onerror=alert(1)>',
            'javascript:',
            '<',
            '>',
            '&lt;',
            '<a href="javascript:x">',
            '</a>',
            '<p>',
            '字',
            '<!--',
            '-->',
            '<style>'
          )
        ),
        (parts) => {
          const text = htmlText(parts.join(''))
          expect(text).not.toMatch(/<(?:script|img|a|style)\b/i)
        }
      )
    )
  })

  test('is read once from front to back', () => {
    const started = performance.now()
    htmlText('<'.repeat(500_000))
    htmlText('<a '.repeat(200_000))
    htmlText(`${'<blockquote>'.repeat(20_000)}x`)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
