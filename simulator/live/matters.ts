/** What a customer comes for, in their words, and what an agent answers. Invented; names nobody. */
export type Matter = { topic: string; language: 'zh-CN' | 'en'; opening: string; more: string[]; replies: string[]; resolution: string }

export const matters: readonly Matter[] = [
  {
    topic: 'inquiry.billing',
    language: 'zh-CN',
    opening: '你好，这个月话费比上个月多了二十多块，想问一下是怎么回事。',
    more: ['套餐没有换过。', '流量我记得没有超。', '好的，明白了。'],
    replies: ['您好，请稍等，我帮您看一下账单明细。', '多出的部分是上月中旬开通的流量叠加包，按次生效，下月不再收取。', '已为您确认叠加包不会自动续订，还有其他可以帮您的吗？'],
    resolution: '已解释流量叠加包费用，客户认可，叠加包不自动续订。'
  },
  {
    topic: 'inquiry.basic',
    language: 'zh-CN',
    opening: '我想把套餐换成便宜一点的，可以直接在这里办吗？',
    more: ['平时流量用得不多。', '通话大概一个月一百分钟。', '那就换这个吧，谢谢。'],
    replies: ['可以的，请问您平时流量和通话大概用多少？', '按您的用量，基础套餐就够用，下个账期生效，合约不受影响。', '已为您登记变更申请，生效前会短信提醒您。'],
    resolution: '按用量推荐基础套餐，已登记下个账期变更。'
  },
  {
    topic: 'inquiry.network',
    language: 'zh-CN',
    opening: '最近家里信号不太好，打电话断断续续。',
    more: ['主要是晚上八点以后。', '重启过手机，没有用。', '好，麻烦你们了。'],
    replies: ['抱歉给您带来不便，请问大概是什么时间、在屋里哪个位置？', '我这边看到附近基站晚间较忙，已提交优化申请。', '工程师会在两个工作日内联系您，请保持电话畅通。'],
    resolution: '晚间基站繁忙，已提交优化申请并告知联系时限。'
  },
  {
    topic: 'inquiry.new',
    language: 'zh-CN',
    opening: '想装宽带，问一下现在有什么活动，多久能装上？',
    more: ['小区是新小区。', '一个月大概多少钱？', '可以，先帮我登记吧。'],
    replies: ['您好，请问您的小区是否已有光纤入户？', '目前套餐内宽带免费，装机一般三天内完成。', '已为您登记预约，装维师傅上门前会与您联系。'],
    resolution: '介绍套餐宽带，已登记装机预约。'
  },
  {
    topic: 'inquiry.billing',
    language: 'zh-CN',
    opening: '发票怎么开？我需要上个季度的电子发票报销用。',
    more: ['抬头是公司。', '三个月合在一起可以吗？', '收到了，谢谢。'],
    replies: ['您好，可以开具电子发票，请问抬头是个人还是公司？', '可以合并开具，您在门户的账单页面填写税号即可。', '已为您开通合并开票，现在就可以下载。'],
    resolution: '已开通合并电子发票，客户可自行下载。'
  },
  {
    topic: 'inquiry.basic',
    language: 'en',
    opening: 'Hello, I am travelling abroad next week. How do I switch on roaming, and what does it cost?',
    more: ['Two weeks, mostly data.', 'Is there a daily limit?', 'Great, please switch it on.'],
    replies: ['Hello, which country are you going to, and for how long?', 'A day pass fits: you pay only on days you use data, and never above the daily cap.', 'Roaming is switched on from the day you leave. Have a good trip.'],
    resolution: 'Explained the roaming day pass and registered it from the departure day.'
  }
]

/** Said when somebody comes to a matter that another person began. */
export const takeOver: Record<Matter['language'], string> = {
  'zh-CN': '您好，由我继续为您处理，您不需要重复说明。',
  en: 'Hello, I am going on with your matter; you need not explain again.'
}
export const surveyWords: Record<Matter['language'], string[]> = {
  'zh-CN': ['回复很快。', '说得很清楚。', '等得有点久。'],
  en: ['Quick answer.', 'Clear explanation.', 'I waited a little long.']
}
