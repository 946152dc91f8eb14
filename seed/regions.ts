export type RegionPlan = {
  id: number
  code: string
  zh: string
  en: string
  cities: { code: string; zh: string; en: string }[]
  customers: number
}

/** Two provinces of an operator that does not exist, in places that do not exist: 云汉通信. */
export const regions: RegionPlan[] = [
  {
    id: 1,
    code: 'JZ',
    zh: '江左省公司',
    en: 'Jiangzuo Province',
    cities: [
      { code: 'linjiang', zh: '临江市', en: 'Linjiang' },
      { code: 'wanghai', zh: '望海市', en: 'Wanghai' }
    ],
    customers: 14_000
  },
  {
    id: 2,
    code: 'YL',
    zh: '云岭省公司',
    en: 'Yunling Province',
    cities: [{ code: 'xiling', zh: '西岭市', en: 'Xiling' }],
    customers: 6_000
  }
]
