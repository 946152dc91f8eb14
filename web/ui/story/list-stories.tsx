import { Button } from 'antd'
import { useState } from 'react'
import { Avatar } from '../avatar.tsx'
import { type Column, DataList, type Sort } from '../data-list.tsx'
import { FilterBar } from '../filter-bar.tsx'
import { now } from '../now.ts'
import { PromiseBadge } from '../promise-badge.tsx'
import type { PromiseState } from '../promise-state.ts'
import { RelativeTime } from '../relative-time.tsx'
import { SearchBox } from '../search-box.tsx'
import { Segments } from '../segments.tsx'
import { StatusTag } from '../status-tag.tsx'
import { toast } from '../undo-toast.tsx'
import { useWords } from '../words.ts'
import { Story } from './story-page.tsx'

type Row = { id: string; title: string; by: string; state: PromiseState; left: number; opened: number }

const words = {
  'zh-CN': {
    titles: [
      '宽带频繁掉线，夜间更严重',
      '账单多扣 30 元要求核查',
      '携号转网进度查询',
      '小区覆盖弱，通话断续',
      '套餐变更未生效'
    ],
    people: ['王晓梅', '李志强', '陈佳', '赵国栋'],
    heads: ['编号', '标题', '承诺', '处理人', '状态', '受理'],
    status: ['处理中', '等待客户', '已解决'],
    all: '全部',
    mine: '我的',
    risk: '将超时',
    search: '搜索工单',
    close: '关闭',
    closed: '已关闭 {n} 张工单'
  },
  en: {
    titles: [
      'Broadband drops at night',
      'Bill is 30 yuan too high',
      'Number porting progress',
      'Weak coverage at home',
      'Plan change not in force'
    ],
    people: ['Ann Lee', 'Bo Zhang', 'Chen Jia', 'Guo Zhao'],
    heads: ['Number', 'Title', 'Promise', 'Owner', 'State', 'Opened'],
    status: ['In progress', 'Waiting on customer', 'Resolved'],
    all: 'All',
    mine: 'Mine',
    risk: 'At risk',
    search: 'Search tickets',
    close: 'Close',
    closed: '{n} tickets closed'
  }
}
const states: PromiseState[] = ['running', 'at-risk', 'broken', 'paused', 'kept']

/** A list of two thousand rows, and its empty, loading and refused states. */
export function ListStories() {
  const { language } = useWords()
  const said = words[language]
  const [at] = useState(now)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [openId, setOpen] = useState<string>()
  const [count, setCount] = useState(200)
  const [view, setView] = useState('all')
  const [sort, setSort] = useState<Sort>({ by: 'opened', descending: true })
  const [filter, setFilter] = useState<string[]>([])
  const rows: Row[] = Array.from({ length: count }, (_, index) => ({
    id: `HN-20261124-${String(index + 1).padStart(6, '0')}`,
    title: said.titles[index % 5] as string,
    by: said.people[index % 4] as string,
    state: states[index % 5] as PromiseState,
    left: ((index * 37) % 300) - 20,
    opened: index * 11
  }))
  const iso = (minutes: number) => new Date(at + minutes * 60_000).toISOString()
  const columns: Column<Row>[] = [
    {
      id: 'number',
      title: said.heads[0] as string,
      width: '158px',
      cell: (row) => <span className="number">{row.id}</span>,
      phone: 'hidden'
    },
    {
      id: 'title',
      title: said.heads[1] as string,
      width: 'minmax(180px, 1fr)',
      cell: (row) => row.title,
      phone: 'title'
    },
    {
      id: 'promise',
      title: said.heads[2] as string,
      width: '118px',
      phone: 'corner',
      cell: (row) => (
        <PromiseBadge
          size="small"
          state={row.state}
          startedAt={iso(-60)}
          dueAt={iso(row.left)}
          settledAt={iso(row.left - 5)}
          leftMs={3_600_000}
        />
      )
    },
    {
      id: 'state',
      title: said.heads[4] as string,
      width: '112px',
      cell: (row) => (
        <StatusTag
          tone={row.state === 'kept' ? 'good' : row.state === 'paused' ? 'neutral' : 'accent'}
          settled={row.state === 'kept'}
        >
          {said.status[row.state === 'kept' ? 2 : row.state === 'paused' ? 1 : 0]}
        </StatusTag>
      )
    },
    {
      id: 'owner',
      title: said.heads[3] as string,
      width: '100px',
      cell: (row) => (
        <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
          <Avatar name={row.by} size={20} />
          {row.by}
        </span>
      )
    },
    {
      id: 'opened',
      title: said.heads[5] as string,
      width: '84px',
      align: 'right',
      sortable: true,
      cell: (row) => <RelativeTime at={iso(-row.opened)} />
    }
  ]
  const base = { id: 'story', label: 'DataList', columns, rowId: (row: Row) => row.id }
  return (
    <>
      <div style={{ gridColumn: '1 / -1', minWidth: 0 }}>
        <Story name="DataList" note="j k Enter x" flush>
          <div style={{ display: 'flex', height: 420 }}>
            <DataList
              {...base}
              main
              rows={rows}
              openId={openId}
              onOpen={(row) => setOpen(row.id)}
              selection={selection}
              onSelection={setSelection}
              sort={sort}
              onSort={setSort}
              hasMore={count < 2_000}
              onReadMore={() => setCount(count + 200)}
              tools={
                <FilterBar
                  search={<SearchBox value="" onChange={() => {}} label={said.search} keys="/" />}
                  filters={[
                    {
                      id: 'state',
                      label: said.heads[4] as string,
                      many: true,
                      value: filter,
                      options: said.status.map((each) => ({ value: each, label: each }))
                    }
                  ]}
                  onChange={(_, value) => setFilter(value)}
                >
                  <Segments
                    label={said.all}
                    value={view}
                    onChange={setView}
                    options={[
                      { id: 'all', label: said.all, count: 128 },
                      { id: 'mine', label: said.mine, count: 12 },
                      { id: 'risk', label: said.risk, count: 3 }
                    ]}
                  />
                </FilterBar>
              }
              bulk={
                <Button
                  size="small"
                  onClick={() => {
                    const before = selection
                    setSelection(new Set())
                    toast({
                      text: said.closed.replace('{n}', String(before.size)),
                      tone: 'good',
                      undo: () => setSelection(before)
                    })
                  }}
                >
                  {said.close}
                </Button>
              }
            />
          </div>
        </Story>
      </div>
      <Story name="DataList" note="loading" flush>
        <div style={{ display: 'flex', height: 220 }}>
          <DataList {...base} id="story.loading" rows={[]} isLoading />
        </div>
      </Story>
      <Story name="DataList" note="refused" flush>
        <div style={{ display: 'flex', height: 220 }}>
          <DataList
            {...base}
            id="story.refused"
            rows={[]}
            error={{
              code: 'not-ready',
              zh: '系统暂时不可用，请稍后再试',
              en: 'Not ready; try again shortly',
              requestId: '0193f2'
            }}
            onRetry={() => {}}
          />
        </div>
      </Story>
    </>
  )
}
