import { endNotice, listNotices, type NoticeView } from '@shouwen/contract/menus'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { NoticeForm } from './notice-form.tsx'

/** What everybody who calls or writes is told first: what holds, what is to come, what was. */
export function Notices() {
  const { say, pick } = usePhrases('menus')
  const notices = useRead(listNotices, {})
  const end = useAct(endNotice, { refreshes: [listNotices] })
  const [isNew, setNew] = useState(false)
  useShortcut('n', say('notice.new'), () => setNew(true), { group: say('notice.title') })
  const columns = useMemo<Column<NoticeView>[]>(
    () => [
      { id: 'words', title: say('notice.words'), width: 'minmax(220px, 2fr)', phone: 'title', cell: (row) => pick(row) },
      {
        id: 'state',
        title: say('notice.state'),
        width: '110px',
        phone: 'corner',
        cell: (row) => <StatusTag tone={row.isHolding ? 'warn' : 'neutral'}>{say(stateOf(row))}</StatusTag>
      },
      { id: 'from', title: say('notice.from'), width: '130px', phone: 'line', cell: (row) => <RelativeTime at={row.startsAt} /> },
      { id: 'to', title: say('notice.to'), width: '130px', phone: 'line', cell: (row) => <RelativeTime at={row.endedAt ?? row.endsAt} /> },
      { id: 'by', title: say('notice.by'), width: '90px', phone: 'hidden', cell: (row) => row.byJobNumber ?? '—' },
      {
        id: 'end',
        title: say('notice.act'),
        width: '90px',
        phone: 'line',
        cell: (row) =>
          row.endedAt === null && stateOf(row) !== 'notice.over' ? (
            <Button size="small" loading={end.isBusy} onClick={() => void end.act({ regionId: row.regionId, noticeId: row.id })}>
              {say('notice.end')}
            </Button>
          ) : null
      }
    ],
    [say, pick, end]
  )
  return (
    <Page
      title={say('notice.title')}
      fill
      actions={
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setNew(true)}>
          {say('notice.new')}
        </Button>
      }
      panel={
        isNew && notices.data ? (
          <DetailPanel title={say('notice.new')} width={440} onClose={() => setNew(false)}>
            <NoticeForm limits={notices.data.limits} onDone={() => setNew(false)} />
          </DetailPanel>
        ) : undefined
      }
    >
      {end.refusal ? <RefusalNotice refusal={end.refusal} inline /> : null}
      <DataList
        id="notices"
        main
        label={say('notice.title')}
        columns={columns}
        rows={notices.data?.items ?? []}
        rowId={(row) => row.id}
        isLoading={!notices.data && !notices.error}
        error={notices.error}
        onRetry={() => void notices.refetch()}
        empty={<EmptyState kind="done" title={say('notice.none')} />}
      />
    </Page>
  )
}

function stateOf({ isHolding, endedAt, startsAt, endsAt }: NoticeView): 'notice.holds' | 'notice.to-come' | 'notice.over' {
  if (isHolding) return 'notice.holds'
  return endedAt === null && Date.parse(startsAt) > Date.now() && Date.parse(endsAt) > Date.now() ? 'notice.to-come' : 'notice.over'
}
