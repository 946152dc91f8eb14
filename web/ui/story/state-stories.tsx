import { Button } from 'antd'
import { useState } from 'react'
import { EmptyState } from '../empty-state.tsx'
import { Loading, NoPermission, NotFound } from '../page.tsx'
import { RefusalNotice } from '../refusal-notice.tsx'
import { StarRating } from '../star-rating.tsx'
import { useWords } from '../words.ts'
import { Story } from './story-page.tsx'

const refusal = {
  code: 'changed-meanwhile',
  zh: '内容已被他人修改，请核对后再提交',
  en: 'Somebody changed this meanwhile',
  requestId: '01934c7e-7b1a'
}

/** What stands where nothing is. */
export function StateStories() {
  const { language } = useWords()
  const zh = language === 'zh-CN'
  const [rating, setRating] = useState<number | null>(null)
  return (
    <>
      <Story name="EmptyState" note="done" flush>
        <EmptyState
          kind="done"
          title={zh ? '没有将超时的承诺' : 'No promise is at risk'}
          actions={<Button>{zh ? '看看全部工单' : 'All tickets'}</Button>}
        >
          {zh ? '新的承诺出现时会自动显示在这里。' : 'New ones appear here by themselves.'}
        </EmptyState>
      </Story>
      <Story name="EmptyState" note="empty, compact" flush>
        <EmptyState title={zh ? '还没有备注' : 'No notes yet'} compact />
        <EmptyState kind="nothing" title={zh ? '没有符合条件的工单' : 'No ticket fits'} compact />
      </Story>
      <Story name="NoPermission" flush>
        <NoPermission />
      </Story>
      <Story name="NotFound" flush>
        <NotFound />
      </Story>
      <Story name="RefusalNotice" flush>
        <div style={{ padding: 14 }}>
          <RefusalNotice refusal={refusal} inline />
        </div>
        <RefusalNotice refusal={refusal} onRetry={() => {}} />
      </Story>
      <Story name="StarRating">
        <StarRating label={zh ? '评价' : 'Rating'} value={rating} onChange={setRating} />
        <StarRating label={zh ? '评价' : 'Rating'} value={4} />
      </Story>
      <Story name="Loading" flush>
        <Loading />
      </Story>
    </>
  )
}
