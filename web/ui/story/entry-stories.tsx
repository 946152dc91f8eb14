import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmByName } from '../confirm-by-name.tsx'
import { FieldList } from '../field-list.tsx'
import { FileDrop } from '../file-drop.tsx'
import { Keycap } from '../keycap.tsx'
import { MaskedValue } from '../masked-value.tsx'
import { NumberStat } from '../number-stat.tsx'
import { StatusTag } from '../status-tag.tsx'
import { toast } from '../undo-toast.tsx'
import { useWords } from '../words.ts'
import { Story } from './story-page.tsx'

/** Facts, figures, and the small acts around them. */
export function EntryStories() {
  const { language } = useWords()
  const zh = language === 'zh-CN'
  const [files, setFiles] = useState<File[]>([])
  const phone = (
    <MaskedValue
      masked="138****5678"
      label={zh ? '手机号' : 'phone number'}
      purposes={zh ? ['回访客户', '核实身份', '上门预约'] : ['Call back', 'Verify identity', 'Arrange a visit']}
      reveal={async () => '13812345678'}
    />
  )
  return (
    <>
      <Story name="FieldList, MaskedValue, StatusTag">
        <FieldList
          columns={2}
          fields={[
            { label: zh ? '客户' : 'Customer', value: zh ? '刘女士' : 'Ms Liu' },
            { label: zh ? '等级' : 'Grade', value: <StatusTag tone="accent">AAA</StatusTag> },
            { label: zh ? '手机号' : 'Phone', value: phone },
            { label: zh ? '邮箱' : 'E-mail', value: '' },
            {
              label: zh ? '地址' : 'Address',
              value: zh ? '云溪市东湖区望江路 18 号 3 幢 2 单元' : '18 Wangjiang Road, East Lake',
              wide: true
            }
          ]}
        />
        <StatusTag tone="good" settled>
          {zh ? '已解决' : 'Resolved'}
        </StatusTag>
        <StatusTag tone="warn">{zh ? '等待客户' : 'Waiting'}</StatusTag>
        <StatusTag tone="bad">{zh ? '升级' : 'Escalated'}</StatusTag>
        <StatusTag tone="info">{zh ? '已受理' : 'Acknowledged'}</StatusTag>
      </Story>
      <Story name="NumberStat">
        <NumberStat label={zh ? '今日承诺' : 'Promises today'} value={1284} />
        <NumberStat
          label={zh ? '兑现率' : 'Kept'}
          value="97.3"
          unit="%"
          tone="good"
          formula={zh ? '已兑现 ÷（已兑现 + 已超时）' : 'kept ÷ (kept + broken)'}
        />
        <NumberStat
          label={zh ? '将超时' : 'At risk'}
          value={12}
          tone="warn"
          onPress={() => {}}
          detail={zh ? '最近 4 分钟' : 'next in 4 min'}
        />
        <NumberStat label={zh ? '已超时' : 'Broken'} value={3} tone="bad" onPress={() => {}} />
      </Story>
      <Story name="UndoToast, ConfirmByName, Keycap">
        <Button onClick={() => toast({ text: zh ? '工单已关闭' : 'Ticket closed', tone: 'good', undo: () => {} })}>
          {zh ? '关闭工单' : 'Close ticket'}
        </Button>
        <ConfirmByName
          name={zh ? '东湖营业厅' : 'East Lake hall'}
          explanation={zh ? '删除后，该单位的排班与权限将一并移除。' : 'Its rosters and permissions go with it.'}
          action={zh ? '删除此单位' : 'Delete this unit'}
          onConfirm={() => toast({ text: zh ? '已删除' : 'Deleted' })}
        >
          <Button danger>{zh ? '删除单位' : 'Delete unit'}</Button>
        </ConfirmByName>
        <Keycap keys="Ctrl+Enter" />
        <Keycap keys="g t" />
        <Keycap keys="?" />
      </Story>
      <Story name="FileDrop">
        <div style={{ width: '100%' }}>
          <FileDrop
            label={zh ? '拖入文件，或点此选择' : 'Drop files here, or press to choose'}
            files={files}
            onFiles={setFiles}
          />
        </div>
      </Story>
    </>
  )
}
