import type { Phrase } from '@shouwen/contract/operation'
import type { explainPromise } from '@shouwen/contract/promises'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Manifest } from '#platform/sealed-pack/manifest'
import type { Measured } from '#platform/sealed-pack/write-pack'
import type { Ticket } from '#capabilities/tickets'
import type { PackMoment, PackSection } from './pack-sections.ts'
import type { Redaction } from './redact.ts'

type Case = {
  ticket: Ticket
  said: Omit<Manifest, 'format' | 'parts' | 'key'>
  purpose: Phrase
  sections: readonly [string, PackSection][]
  moments: readonly PackMoment[]
  parts: readonly Measured[]
  redactions: readonly Redaction[]
}

const escaped = (text: unknown) => String(text ?? '').replaceAll(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const both = ({ zh, en }: Phrase) => `<span class="zh">${escaped(zh)}</span><span class="en">${escaped(en)}</span>`
const row = (cells: string[], tag = 'td') => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
const table = (heads: Phrase[], rows: string[][]) =>
  `<div class="wide"><table><thead>${row(heads.map(both), 'th')}</thead><tbody>${rows.map((cells) => row(cells)).join('')}</tbody></table></div>`
const section = (title: Phrase, body: string) => `<section><h2>${both(title)}</h2>${body}</section>`

/** Instants of a pack are read far from us: local time of China with its offset. */
const when = (iso: string) =>
  escaped(
    `${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(iso))} +08:00`
  )

/** The page a person opens: everything in both languages, no script, nothing fetched from anywhere. */
export function casePage({ ticket, said, purpose, sections, moments, parts, redactions }: Case): string {
  const { made, absent, evidence } = said
  const facts: [Phrase, string][] = [
    [{ zh: '投诉编号', en: 'Complaint' }, escaped(ticket.number)],
    [{ zh: '用途', en: 'Purpose' }, both(purpose)],
    [{ zh: '理由', en: 'Reason' }, escaped(made.reason)],
    [
      { zh: '制作', en: 'Made' },
      `${when(made.at)} · ${escaped(made.by?.['name'] ?? '')} ${escaped(made.by?.['jobNumber'] ?? '')}`
    ],
    [{ zh: '产品版本', en: 'Product' }, `${escaped(said.product.name)} ${escaped(said.product.version)}`],
    [
      { zh: '证据链', en: 'Chain of evidence' },
      both({
        zh: `${evidence.entries} 行，第 ${evidence.firstSeal ?? '—'} 至 ${evidence.lastSeal ?? '—'} 环${evidence.whole ? '，连续' : ''}`,
        en: `${evidence.entries} rows, links ${evidence.firstSeal ?? '—'} to ${evidence.lastSeal ?? '—'}${evidence.whole ? ', without a gap' : ''}`
      })
    ]
  ]
  const body = [
    `<dl>${facts.map(([name, value]) => `<div><dt>${both(name)}</dt><dd>${value}</dd></div>`).join('')}</dl>`,
    `<p class="note">${both({ zh: '以 npm run cli -- verify-pack 文件名 --key 指纹 离线校验；任何改动都会被指出。', en: 'Check it offline with npm run cli -- verify-pack FILE --key FINGERPRINT; any change is named.' })}</p>`,
    section(
      { zh: '时间线', en: 'Timeline' },
      table(
        [
          { zh: '时间', en: 'When' },
          { zh: '事项', en: 'What' },
          { zh: '人员', en: 'Who' },
          { zh: '内容', en: 'Words' }
        ],
        moments.map((one) => [
          when(one.at),
          both(one),
          escaped(one.by),
          `<div class="words">${escaped(one.body)}</div>`
        ])
      )
    ),
    section({ zh: '承诺与时钟', en: 'Promises and their clocks' }, promisesOf(sections)),
    absent.length > 0
      ? section(
          { zh: '制作时已缺的文件', en: 'Files absent when the pack was made' },
          table(
            [
              { zh: '文件', en: 'File' },
              { zh: '原因', en: 'Why' },
              { zh: 'SHA-256', en: 'SHA-256' }
            ],
            absent.map((one) => [escaped(one.name), escaped(one.because), code(one.sha256)])
          )
        )
      : '',
    redactions.length > 0
      ? section(
          { zh: '遮盖的内容', en: 'What was left out' },
          table(
            [
              { zh: '序号', en: 'No.' },
              { zh: '位置', en: 'Where' },
              { zh: '类别', en: 'Kind' },
              { zh: '原文加盐 SHA-256', en: 'Salted SHA-256 of what stood there' }
            ],
            redactions.map((one) => [
              String(one.no),
              escaped(`${one.part} ${one.pointer}`),
              escaped(one.kind),
              code(one.sha256)
            ])
          )
        )
      : '',
    section(
      { zh: '文件清单', en: 'Files' },
      table(
        [
          { zh: '文件', en: 'File' },
          { zh: '说明', en: 'About' },
          { zh: '字节', en: 'Bytes' },
          { zh: 'SHA-256', en: 'SHA-256' }
        ],
        parts.map((part) => [
          `<a href="${escaped(encodeURI(part.path))}">${escaped(part.path)}</a>`,
          escaped(part.about),
          String(part.bytes),
          code(part.sha256)
        ])
      )
    )
  ]
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(ticket.number)}</title><style>${style}</style></head>
<body><fieldset><legend>语言 Language</legend><label><input type="radio" name="language" id="zh" checked> 中文</label> <label><input type="radio" name="language" id="en"> English</label></fieldset>
<main><h1>${both({ zh: '证据包', en: 'Evidence pack' })} ${escaped(ticket.number)}</h1><p class="title">${escaped(titleOf(sections))}</p>${body.join('')}</main></body></html>
`
}

/** The title as it stands in the pack: what was left out there is left out here. */
function titleOf(sections: readonly [string, PackSection][]): string {
  const data = sections.find(([kind]) => kind === 'ticket')?.[1].data as { ticket?: { title?: string } } | undefined
  return data?.ticket?.title ?? ''
}

const code = (text: string) => `<code>${escaped(text)}</code>`

function promisesOf(sections: readonly [string, PackSection][]): string {
  const promises = (sections.find(([kind]) => kind === 'promises')?.[1].data ?? []) as OutputOf<typeof explainPromise>[]
  return promises
    .map(({ promise, clause, steps, limit }) => {
      const head = `<h3>${both(promise.title)} — <strong>${escaped(promise.state)}</strong></h3><p>${both(clause.words)}<br><small>${both(clause.document)} ${escaped(clause.article ?? '')} · ${both(limit)} · ${when(promise.startedAt)} → ${promise.dueAt ? when(promise.dueAt) : '—'}</small></p>`
      const counted = steps.map((step) => [
        when(step.from),
        step.to ? when(step.to) : '—',
        escaped(step.kind),
        step.name ? both(step.name) : '',
        `${Math.round(step.countedMs / 60_000)}`
      ])
      return (
        head +
        table(
          [
            { zh: '自', en: 'From' },
            { zh: '至', en: 'To' },
            { zh: '类别', en: 'Kind' },
            { zh: '名称', en: 'Name' },
            { zh: '计时（分钟）', en: 'Counted (min)' }
          ],
          counted
        )
      )
    })
    .join('')
}

const style = `:root{color-scheme:light dark;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}body{margin:0 auto;max-width:1100px;padding:16px}
fieldset{border:1px solid #8886;border-radius:6px;float:right;margin:0}legend{font-size:12px}h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;border-bottom:1px solid #8886;padding-bottom:4px;margin-top:28px}h3{font-size:15px;margin-bottom:0}
.title{font-size:17px;margin:0 0 12px}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:8px 20px;margin:0}dt{font-size:12px;opacity:.75}dd{margin:0}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid #8884;padding:4px 8px;text-align:left;vertical-align:top}th{font-weight:600}.words{white-space:pre-wrap;overflow-wrap:anywhere;max-width:520px}code{font-size:11px;overflow-wrap:anywhere}
.note{border-left:3px solid #2b6cb0;padding-left:10px}body:has(#zh:checked) .en,body:has(#en:checked) .zh{display:none}@media print{fieldset{display:none}body{max-width:none}}`
