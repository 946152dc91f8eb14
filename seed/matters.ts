import type { InputOf } from '@shouwen/contract/operation'
import type { openTicket } from '@shouwen/contract/tickets'

type Entry = InputOf<typeof openTicket>

/** A kind of matter customers of the sample come with: what they say, what they are told, how it ends. */
export type Matter = {
  weight: number
  kind: Entry['kind']
  category: string
  service: 'mobile' | 'broadband' | 'iptv' | 'line'
  titles: string[]
  description: string
  form?: Entry['form']
  answer: string
  resolution: string
  rootCause?: 'operating-error' | 'system-fault' | 'service-loophole' | 'unfounded'
}

/** Texts are ours; `{phone}` is never filled with a real number. */
export const matters: Matter[] = [
  { weight: 12, kind: 'inquiry', category: 'inquiry.basic.plan-change', service: 'mobile', titles: ['想换便宜一点的套餐', '59 元套餐能改成 39 元吗', '套餐变更什么时候生效'], description: '客户想更换更低档的套餐，询问是否有合约限制、何时生效、剩余流量如何处理。', answer: '您好，您目前没有在约合约，可以办理。变更次月 1 日生效，当月剩余流量月底前有效。需要我现在为您登记吗？', resolution: '已为客户登记套餐变更，次月生效，客户知晓规则。' },
  { weight: 10, kind: 'inquiry', category: 'inquiry.billing.detail', service: 'mobile', titles: ['上月话费为什么多了', '账单里有一笔看不懂', '话费明细怎么查'], description: '客户反映上月账单比平时高，想了解明细。', answer: '您好，上月账单多出的部分为国内漫游数据加油包，共 20 元，订购时间为上月 12 日晚。明细已发送到您的手机。', resolution: '已逐项解释账单并发送详单，客户认可。' },
  { weight: 6, kind: 'inquiry', category: 'inquiry.new.broadband', service: 'broadband', titles: ['新小区能装宽带吗', '想办理千兆宽带', '宽带和手机一起办有优惠吗'], description: '客户咨询所住小区是否覆盖、千兆宽带资费和安装时间。', answer: '您好，您的小区已覆盖千兆。99 元每月，免装机费，预约后两天内上门。', resolution: '已答复覆盖与资费，客户考虑后到营业厅办理。' },
  { weight: 4, kind: 'inquiry', category: 'inquiry.basic.portability', service: 'mobile', titles: ['携号转网怎么办', '转网需要什么条件'], description: '客户询问携号转网办理条件和流程。', answer: '您好，办理需号码已实名、状态正常、无在约合约且在网满 120 天。可发送短信查询转网资格，我们如实为您办理。', resolution: '已告知条件和查询方式，未作任何挽留干扰。' },
  { weight: 5, kind: 'inquiry', category: 'inquiry.billing.invoice', service: 'mobile', titles: ['电子发票怎么开', '发票抬头写错了'], description: '客户需要开具上月电子发票。', answer: '您好，电子发票可以在客户门户账单页开具，也可由我为您开具后发送到邮箱，请提供抬头。', resolution: '已开具电子发票并发送。' },
  { weight: 4, kind: 'inquiry', category: 'inquiry.network.roaming', service: 'mobile', titles: ['出国前怎么开漫游', '境外流量包资费'], description: '客户即将出境，咨询漫游开通和流量包。', answer: '您好，漫游已为您开通，建议订购三天流量包，到期自动停止，不会产生额外费用。', resolution: '已开通漫游并告知资费。' },
  { weight: 9, kind: 'fault', category: 'fault.broadband.down', service: 'broadband', titles: ['宽带断网，光猫红灯', '家里宽带上不了网', '宽带从早上起一直断线'], description: '客户反映宽带无法上网，光猫 LOS 红灯闪烁，已重启无效。', form: { symptom: '光猫 LOS 红灯，重启无效' }, answer: '您好，已为您派单，装维人员会在承诺时限内上门，请保持电话畅通。', resolution: '现场检查为入户皮线折断，更换后测速正常，客户签字确认。', rootCause: 'system-fault' },
  { weight: 6, kind: 'fault', category: 'fault.broadband.slow', service: 'broadband', titles: ['宽带网速很慢', '晚上看视频一直卡', '千兆宽带测速只有一百兆'], description: '客户反映晚高峰网速明显低于签约速率。', form: { symptom: '晚八点后测速约 90M' }, answer: '您好，后台检测到您家网线为百兆规格，已安排人员上门更换测试。', resolution: '更换超五类网线并调整无线信道，测速 940M。', rootCause: 'system-fault' },
  { weight: 4, kind: 'fault', category: 'fault.mobile.no-signal', service: 'mobile', titles: ['小区里没有信号', '地下车库打不了电话', '搬家后手机信号差'], description: '客户反映室内信号弱，通话断续。', form: { symptom: '室内一格信号，通话断续' }, answer: '您好，已记录位置并提交网络部测试，测试结果会主动告知您。', resolution: '附近基站扇区退服，已恢复；客户复测信号正常。', rootCause: 'system-fault' },
  { weight: 3, kind: 'fault', category: 'fault.iptv', service: 'iptv', titles: ['电视黑屏', '网络电视看着看着卡住'], description: '客户反映网络电视频繁卡顿。', form: { symptom: '播放十分钟后卡顿' }, answer: '您好，已为您远程重启机顶盒，若仍异常将安排上门。', resolution: '机顶盒过热，已更换。', rootCause: 'system-fault' },
  { weight: 3, kind: 'fault', category: 'fault.line.down', service: 'line', titles: ['专线中断，业务停了', '互联网专线丢包严重'], description: '集团客户反映专线中断，影响全公司办公。', form: { symptom: '专线端口 down' }, answer: '您好，已按客户等级启动抢修，每小时向您通报进展。', resolution: '传输段光缆被施工挖断，已熔接恢复并确认。', rootCause: 'system-fault' },
  { weight: 7, kind: 'complaint', category: 'complaint.tariff.unknown-charge', service: 'mobile', titles: ['乱扣费，没订过的业务扣了钱', '无缘无故多扣 15 元', '不明扣费要求退'], description: '客户投诉被扣取未订购的增值业务费，要求退费并说明来源。', form: { demand: '退还费用并说明订购来源', scene: '查看当月账单时发现' }, answer: '非常抱歉给您带来困扰。我们已核查订购记录，确认缺少二次确认，费用将双倍返还，两小时内到账。', resolution: '订购缺少二次确认，已退订并双倍返还，客户表示满意。', rootCause: 'service-loophole' },
  { weight: 4, kind: 'complaint', category: 'complaint.network.no-coverage', service: 'mobile', titles: ['家里一直没信号，反映多次', '信号盲区一直没人管'], description: '客户多次反映所住楼栋为信号盲区。', form: { demand: '解决信号问题', scene: '家中，全天' }, answer: '理解您的不便。该区域已列入补点计划，预计下月完工，期间为您提供无线通话方案。', resolution: '已开通过渡方案并给出补点时间，客户接受，完工后回访。', rootCause: 'service-loophole' },
  { weight: 3, kind: 'complaint', category: 'complaint.attitude.hall', service: 'mobile', titles: ['营业员态度差', '排队半小时没人理'], description: '客户投诉营业厅人员态度冷淡，排队时间长。', form: { demand: '道歉并改进', scene: '营业厅' }, answer: '向您诚恳道歉。我们已调取监控核实，厅经理会当面致歉并改进排队安排。', resolution: '核实属实，厅经理致歉，已增加周末台席。', rootCause: 'operating-error' },
  { weight: 3, kind: 'complaint', category: 'complaint.install.late', service: 'broadband', titles: ['约好上门没来', '装机等了三天'], description: '客户投诉装机人员未按约上门。', form: { demand: '尽快安装并补偿', scene: '预约上午，至晚未到' }, answer: '非常抱歉，已为您改派今日第一单，并按规则减免当月费用。', resolution: '当日完成安装，减免首月费用，客户接受。', rootCause: 'operating-error' },
  { weight: 2, kind: 'complaint', category: 'complaint.support.wrong-suspend', service: 'mobile', titles: ['交了费还停机', '误停机影响工作'], description: '客户已缴费仍被停机，要求说明原因。', form: { demand: '立即复机并赔偿', scene: '缴费后第二天' }, answer: '非常抱歉，已立即为您复机，并核查缴费到账延迟原因。', resolution: '缴费系统延迟所致，已复机并赠送流量包。', rootCause: 'system-fault' },
  { weight: 4, kind: 'request', category: 'request.move', service: 'broadband', titles: ['宽带移机', '搬家了要迁宽带'], description: '客户申请宽带移机到新地址。', form: { wanted: '宽带移机' }, answer: '您好，移机已受理，新址有端口，预约明天上午上门。', resolution: '移机完成，新址测速正常。' },
  { weight: 3, kind: 'request', category: 'request.suspend-resume', service: 'mobile', titles: ['申请停机保号', '复机'], description: '客户申请办理停机保号。', form: { wanted: '停机保号' }, answer: '您好，停机保号已登记，当日生效，每月 5 元。', resolution: '已办理停机保号。' }
]
