import type { ImportField } from '@shouwen/contract/import-words'
import { rulebook } from '#server/rulebook'

/** How the columns of other systems are called; the first field that fits a heading takes it. */
const headings: [ImportField, readonly string[]][] = [
  [
    'externalId',
    [
      'id',
      '编号',
      '留言编号',
      '工单号',
      '工单编号',
      '单号',
      '流水号',
      '序号',
      'number',
      'ticketid',
      'ticketnumber',
      'caseid',
      'externalid',
      'no'
    ]
  ],
  ['title', ['title', 'subject', '标题', '主题', '留言主题', '工单标题', '事由', 'summary']],
  [
    'description',
    [
      'text',
      'description',
      'content',
      'body',
      'details',
      '内容',
      '留言详情',
      '详情',
      '描述',
      '问题描述',
      '工单内容',
      '正文',
      '诉求内容',
      '投诉内容'
    ]
  ],
  [
    'openedAt',
    [
      'time',
      'openedat',
      'createdat',
      'created',
      'date',
      'datetime',
      'opentime',
      '时间',
      '留言时间',
      '受理时间',
      '创建时间',
      '投诉时间',
      '来电时间',
      '建单时间',
      '日期',
      '提交时间'
    ]
  ],
  ['answer', ['reply', 'answer', 'response', '答复', '回复', '答复意见', '回复内容', '答复内容']],
  ['answeredAt', ['replytime', 'answeredat', 'answertime', 'responsetime', '答复时间', '回复时间']],
  [
    'contactName',
    ['user', 'name', 'contactname', 'customername', '姓名', '客户姓名', '联系人', '留言用户', '客户名称', '投诉人']
  ],
  [
    'contactPhone',
    ['phone', 'telephone', 'mobile', 'contactphone', '电话', '联系电话', '手机', '手机号', '联系方式', '来电号码']
  ],
  ['contactEmail', ['email', 'mail', 'contactemail', '邮箱', '电子邮箱', '邮件地址']],
  ['customerNumber', ['customernumber', 'customerid', '客户编号', '客户号']],
  ['serviceNumber', ['servicenumber', 'account', '业务号码', '服务号码', '受理号码', '用户号码', '投诉号码']],
  ['kind', ['kind', 'type', '类型', '工单类型', '业务类型', '诉求类型']],
  ['channel', ['channel', '渠道', '来源渠道', '受理渠道', '接入渠道']],
  ['source', ['source', '来源', '工单来源']],
  ['category', ['category', '分类', '类别', '问题分类', '投诉分类', '一级标签']],
  ['severity', ['severity', '严重程度', '级别']],
  ['urgency', ['urgency', 'priority', '紧急程度', '优先级']],
  ['scope', ['scope', '影响范围']],
  ['tags', ['tags', 'labels', '标签']],
  ['status', ['status', 'state', '状态', '工单状态', '处理状态']],
  ['resolution', ['resolution', 'result', '处理结果', '解决方案', '处理意见']],
  ['resolvedAt', ['resolvedat', 'resolvetime', '解决时间', '处理时间', '完成时间']],
  ['closedAt', ['closedat', 'closetime', 'endtime', '关闭时间', '归档时间', '办结时间', '结束时间']]
]

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()（）:：*]+/g, '')

/** The field a heading stands for, told from its name in Chinese or English. */
export function fieldOfHeading(heading: string): ImportField | undefined {
  return headings.find(([, names]) => names.includes(plain(heading)))?.[0]
}

/** What the words of other systems mean, beside our own codes. */
const meanings: Partial<Record<ImportField, Record<string, readonly string[]>>> = {
  kind: {
    inquiry: ['咨询', '查询', '问询', '求助', '建议', '表扬', 'question', 'query'],
    request: ['办理', '申请', '业务办理', '业务受理', '需求', '服务请求', 'servicerequest'],
    complaint: ['投诉', '申诉', '举报', '信访'],
    fault: ['故障', '报障', '报修', '障碍', 'incident', 'problem', 'trouble']
  },
  channel: {
    chat: ['在线', '在线客服', '网聊', '聊天', 'app', '小程序', 'livechat', 'web'],
    email: ['邮件', '电子邮件', '邮箱', 'mail'],
    phone: ['电话', '热线', '10086', '10000', '10010', '呼叫', 'call', 'telephone', 'voice'],
    hall: ['营业厅', '前台', '厅店', '现场', '柜台', 'store', 'shop', 'counter'],
    portal: ['门户', '网上营业厅', '网厅', '自助'],
    letter: ['信函', '来信', '信件', '传真', 'fax', 'post'],
    social: ['网络留言', '留言', '留言板', '微博', '微信', '公众号', '论坛', '社交', 'weibo', 'wechat', 'forum'],
    regulator: ['监管', '管局', '工信部', '12300', '12345', '12315'],
    api: ['接口']
  },
  source: {
    customer: ['客户', '用户', '群众', 'user'],
    'regulator-12300': ['12300', '工信部', '管局'],
    'regulator-12315': ['12315', '市监', '消协'],
    'city-12345': ['12345', '市长热线', '政务热线'],
    'spam-12321': ['12321'],
    media: ['媒体', '舆情', 'press'],
    monitoring: ['监控', '告警', 'alarm'],
    internal: ['内部', '员工']
  },
  severity: {
    general: ['一般', '普通', '低', 'low', 'minor', 'normal'],
    important: ['重要', '较重', '中', 'medium'],
    major: ['重大', '严重', '高', 'high', 'critical'],
    collective: ['群体', '批量', '集体']
  },
  urgency: {
    low: ['低', '不紧急', '一般', 'minor', 'p4', '4'],
    normal: ['中', '普通', '正常', 'medium', 'p3', '3'],
    high: ['高', '紧急', '特急', '加急', '急', 'urgent', 'critical', 'p1', 'p2', '1', '2']
  },
  scope: {
    one: ['单个', '个人', '一户', '单用户'],
    several: ['多个', '数户', '多户'],
    area: ['小区', '片区', '区域'],
    wide: ['大面积', '全网', '全市']
  },
  status: {
    open: ['待处理', '待受理', '未处理', '新建', '已受理', '受理', '待派单', 'new', 'acknowledged', 'pending', 'todo'],
    inProgress: ['处理中', '已派单', '办理中', '进行中', '在办', '已接单', 'active', 'working', 'assigned'],
    resolved: ['已解决', '已处理', '已完成', '已答复', '已回复', '待回访', 'solved', 'done', 'answered'],
    closed: [
      '已关闭',
      '关闭',
      '办结',
      '已办结',
      '归档',
      '已归档',
      '结束',
      '完结',
      '结案',
      'complete',
      'completed',
      'finished',
      'archived'
    ],
    cancelled: ['已撤销', '撤销', '作废', '已作废', '取消', '已取消', '撤单', 'canceled', 'void'],
    rejected: ['不予受理', '已驳回', '驳回', '退回', '拒绝', 'declined', 'invalid']
  }
}

/** Our own word for one of the file's, if it has one; `values` is what the mapping says and comes first. */
export function meaningOf(field: ImportField, text: string, values: Record<string, string> = {}): string | undefined {
  const given = (Object.hasOwn(values, text) ? values[text] : undefined) ?? text
  if (field === 'category') return categoryOf(given)
  const known = meanings[field]
  if (!known) return given
  const wanted = plain(given)
  return Object.keys(known).find((code) => plain(code) === wanted || known[code]?.includes(wanted))
}

function categoryOf(text: string): string | undefined {
  const { categories } = rulebook()
  if (text in categories) return text
  const wanted = plain(text)
  const named = Object.keys(categories).filter(
    (code) => plain(categories[code]?.zh ?? '') === wanted || plain(categories[code]?.en ?? '') === wanted
  )
  return named.length === 1 ? named[0] : undefined
}
