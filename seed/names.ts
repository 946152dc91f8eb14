import type { Dice } from './dice.ts'

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const first = '志建国文明海永春晓秀丽俊子雨思欣佳浩宇梓诗一嘉美玉桂凤金红小德立振少云天新家成光'
const second = '强伟军勇杰涛明辉鹏飞华平刚波斌林超峰磊洋芳娜敏静丽娟霞燕玲艳萍红梅琴莉颖婷雪慧琳洁轩涵萱怡博睿阳龙'

/** A name of two or three characters. */
export function personName(dice: Dice): string {
  return dice.pick([...surnames]) + (dice.chance(0.75) ? dice.pick([...first]) : '') + dice.pick([...second])
}

const trades = ['科技', '物流', '医药', '食品', '建材', '教育', '机械', '酒店管理', '商贸', '软件', '农业', '新能源', '文化传媒', '电子', '置业']
const brands = ['恒通', '瑞丰', '长青', '云帆', '金桥', '博远', '华宇', '盛泰', '海纳', '鼎新', '九州', '天和', '同舟', '明德', '凯旋', '众诚', '远航', '晨曦', '广源', '东篱']

export function companyName(dice: Dice, city: string): string {
  return `${city}${dice.pick(brands)}${dice.pick(brands).slice(0, 1)}${dice.pick(trades)}${dice.pick(['有限公司', '有限责任公司', '股份有限公司', '集团'])}`
}

const roads = ['中山', '人民', '解放', '滨河', '学府', '迎宾', '建设', '青年', '长虹', '桃园', '望江', '锦绣', '朝阳', '文昌', '金鸡']
const estates = ['阳光花园', '锦江华府', '翠湖小区', '星河湾', '幸福里', '书香苑', '金域蓝湾', '和谐家园', '时代广场', '东方明珠']

/** A street address in a city of the sample: no such place exists. */
export function address(dice: Dice, city: string): string {
  const place = `${city}${dice.pick(roads)}${dice.pick(['路', '大道', '街'])}${dice.whole(1, 399)}号`
  return dice.chance(0.7) ? `${place}${dice.pick(estates)}${dice.whole(1, 28)}栋${dice.whole(1, 3)}单元${dice.whole(1, 33)}0${dice.whole(1, 4)}室` : place
}

/** Mobile numbers of the sample begin with 1660, a block of its own, so that none of them is written by mistake for a real person's. */
export function mobile(index: number): string {
  return `1660${String(1_000_000 + index * 37).padStart(7, '0')}`
}

/** An identity number of the right shape whose check digit is wrong on purpose: it can belong to nobody. */
export function idNumber(dice: Dice): string {
  const birth = `${dice.whole(1950, 2007)}${String(dice.whole(1, 12)).padStart(2, '0')}${String(dice.whole(1, 28)).padStart(2, '0')}`
  const body = `99${String(dice.whole(0, 9999)).padStart(4, '0')}${birth}${String(dice.whole(0, 999)).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const right = '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11]
  return body + (right === '0' ? '1' : '0')
}
