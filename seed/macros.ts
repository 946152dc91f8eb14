import { saveMacro } from '#capabilities/tickets'
import type { Call } from '#platform/action'

type Macro = Parameters<typeof saveMacro>[1]

/** What the hotline does again and again, in one press. */
const macros: Macro[] = [
  {
    name: '索取身份与账单信息',
    sharing: 'unit',
    steps: [
      { do: 'reply', body: '{{contact.name}}您好，工号 {{agent.jobNumber}} 为您服务。为核对工单 {{ticket.number}}，请提供机主姓名和最近一期账单金额，收到后马上为您处理。' },
      { do: 'status', to: 'pending', reason: 'waiting-information' }
    ]
  },
  {
    name: '费用争议：先安抚再核账',
    sharing: 'unit',
    steps: [
      { do: 'reply', body: '{{contact.name}}您好，非常抱歉给您带来不便。您反映的费用已转账务核对，最迟 {{promise.dueAt}} 前答复您。' },
      { do: 'tags', add: ['核账'] },
      { do: 'note', body: '请账务组核对近三期账单与订购记录。' }
    ]
  },
  {
    name: '转网络部并告知进展',
    sharing: 'unit',
    steps: [
      { do: 'reply', body: '{{contact.name}}您好，现场情况已转网络部处理，进展会及时告诉您。' },
      { do: 'tags', add: ['网络'] },
      { do: 'status', to: 'held', reason: 'waiting-department' }
    ]
  }
]

/** Saves the macros of the sample as the person who shares them with the hotline. */
export async function plantMacros(call: Call): Promise<void> {
  for (const macro of macros) await saveMacro(call, macro)
}
