import { Id, Maybe, OneOf, RegionId, Type } from './operation.ts'

// Words and shapes of customers that several operations use.

export const CustomerKind = OneOf('person', 'organisation')
export const Grade = OneOf('AAA', 'AA', 'A', 'ordinary')
export const MeansKind = OneOf('phone', 'email', 'address', 'wechat')
export const LineService = OneOf(
  'group-sms', 'voice-line', 'apn-line', 'internet-line', 'data-line', 'broadband', 'mobile', 'fixed', 'iptv'
)
export const PersonalClass = OneOf('name', 'phone', 'email', 'id-number', 'address')
export const ConsentPurpose = OneOf('service-notices', 'marketing', 'surveys', 'recording', 'third-party')
export const Area = OneOf('town', 'rural')
export const CustomerLanguage = OneOf('zh-CN', 'en')
const ClockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 5 })

/** What each consent is about, as the customer reads it. */
export const consentPurposeWords = {
  'service-notices': { zh: '服务进展通知', en: 'news about your matters' },
  marketing: { zh: '营销推荐', en: 'offers and advertising' },
  surveys: { zh: '满意度调查', en: 'satisfaction surveys' },
  recording: { zh: '通话录音', en: 'recording of calls' },
  'third-party': { zh: '向合作方提供信息', en: 'passing data to partners' }
} as const

/** How a customer likes to be reached. @norm CI-16 */
export const Preferences = Type.Object(
  {
    channel: Type.Optional(OneOf('phone', 'sms', 'email', 'portal', 'wechat')),
    from: Type.Optional(ClockTime),
    to: Type.Optional(ClockTime),
    doNotDisturb: Type.Optional(Type.Boolean()),
    /** No menu: straight to a person, whatever the age (elderly or disabled customers). */
    personFirst: Type.Optional(Type.Boolean())
  },
  { additionalProperties: false }
)

/** Which customer: region and id, as in the path. */
export const atCustomer = { regionId: RegionId, customerId: Id }
export const NamedUnit = Maybe(Type.Object({ id: Id, nameZh: Type.String(), nameEn: Type.String() }))
export const NamedStaff = Maybe(Type.Object({ id: Id, name: Type.String(), jobNumber: Type.String() }))
