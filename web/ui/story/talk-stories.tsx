import { useState } from 'react'
import { Composer } from '../composer.tsx'
import { now } from '../now.ts'
import { ScrollToEnd } from '../scroll-to-end.tsx'
import { Timeline, type TimelineItem } from '../timeline.tsx'
import { useWords } from '../words.ts'
import { Story } from './story-page.tsx'

// Any picture the product serves will do.
const picture = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? ''

/** A conversation with events and a note, and the field to answer in. */
export function TalkStories() {
  const { language } = useWords()
  const zh = language === 'zh-CN'
  const [at] = useState(now)
  const [sent, setSent] = useState<TimelineItem[]>([])
  const iso = (minutes: number) => new Date(at + minutes * 60_000).toISOString()
  const items: TimelineItem[] = [
    {
      kind: 'event',
      id: '1',
      at: iso(-1500),
      icon: 'ticket',
      text: zh ? '工单由门户会话建立' : 'Ticket opened from a portal chat'
    },
    {
      kind: 'message',
      id: '2',
      at: iso(-1499),
      side: 'in',
      author: zh ? '刘女士' : 'Ms Liu',
      channel: zh ? '门户' : 'Portal',
      body: zh
        ? '家里宽带每天晚上 8 点后就很慢，重启光猫也没用。\n麻烦尽快处理！'
        : 'Our broadband is very slow every evening after 8.\nRestarting the modem does not help.',
      attachments: [
        { id: 'a', name: zh ? '测速截图.png' : 'speed-test.png', size: 482_113, isImage: true, href: picture },
        { id: 'b', name: zh ? '账单.pdf' : 'bill.pdf', size: 61_440, href: '#file' }
      ]
    },
    {
      kind: 'event',
      id: '3',
      at: iso(-30),
      icon: 'promise',
      text: zh ? '首次响应承诺已兑现，提前 18 分钟' : 'First response kept, 18 min early',
      by: zh ? '系统' : 'System'
    },
    {
      kind: 'message',
      id: '4',
      at: iso(-29),
      side: 'out',
      author: zh ? '王晓梅' : 'Ann Lee',
      body: zh
        ? '刘女士您好，已为您远程检测线路，光衰偏高，今天 18:00 前安排师傅上门。'
        : 'Hello Ms Liu, the line shows high attenuation. A technician will come before 18:00 today.',
      delivery: 'read'
    },
    {
      kind: 'note',
      id: '5',
      at: iso(-20),
      author: zh ? '陈佳' : 'Chen Jia',
      body: zh
        ? '@李志强 该分光器本周已有 3 起同类投诉，请核查。'
        : '@Bo third complaint on this splitter this week, please check.'
    },
    {
      kind: 'message',
      id: '6',
      at: iso(-2),
      side: 'out',
      author: zh ? '王晓梅' : 'Ann Lee',
      body: zh ? '师傅已出发。' : 'The technician is on the way.',
      delivery: 'failed',
      onRetry: () => {}
    },
    ...sent
  ]
  return (
    <Story name="Timeline + Composer" note="Ctrl+Enter" flush>
      <div style={{ display: 'flex', height: 420 }}>
        <ScrollToEnd count={items.length}>
          <Timeline items={items} label="Timeline" />
        </ScrollToEnd>
      </div>
      <Composer
        label={zh ? '回复' : 'Reply'}
        placeholder={zh ? '回复客户…' : 'Answer the customer…'}
        allowFiles
        modes={[
          { id: 'reply', label: zh ? '回复客户' : 'Reply', send: zh ? '发送' : 'Send' },
          {
            id: 'note',
            label: zh ? '内部备注' : 'Note',
            internal: true,
            placeholder: zh ? '只有同事能看到…' : 'Only colleagues see this…',
            send: zh ? '保存备注' : 'Save note'
          }
        ]}
        onSend={async ({ text, mode }) => {
          const shared = {
            id: String(Math.random()),
            at: new Date(now()).toISOString(),
            author: zh ? '王晓梅' : 'Ann Lee',
            body: text
          }
          setSent([
            ...sent,
            mode === 'note' ? { kind: 'note', ...shared } : { kind: 'message', side: 'out', ...shared }
          ])
          return true
        }}
      />
    </Story>
  )
}
