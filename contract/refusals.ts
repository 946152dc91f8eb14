import type { Phrase } from './operation.ts'

/** A refusal states a fact. Its code is stable and is the key of its phrase; the status is the HTTP answer. */
export type RefusalEntry = Phrase & { status: number }

/** Refusals any operation may answer with. Capabilities add theirs in their own contract file. */
export const platformRefusals = {
  'under-legal-hold': { status: 409, zh: '处于法律保留中，不能删除或合并', en: 'It is under a legal hold and may be neither deleted nor merged' },
  'invalid-input': { status: 400, zh: '提交的内容不符合要求', en: 'The input does not fit what is asked for' },
  'malformed-body': { status: 400, zh: '无法读懂提交的内容', en: 'The body could not be read' },
  'not-signed-in': { status: 401, zh: '请先登录', en: 'Please sign in first' },
  'not-permitted': { status: 403, zh: '您没有权限进行此操作', en: 'You are not permitted to do this' },
  'cross-site-request': { status: 403, zh: '请求来自其他站点，已拒绝', en: 'The request came from another site' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'method-not-allowed': { status: 405, zh: '此地址不支持该操作', en: 'The address does not take this method' },
  'changed-meanwhile': { status: 409, zh: '内容已被他人修改，请核对后再提交', en: 'Somebody changed this meanwhile' },
  'idempotency-key-reused': {
    status: 409,
    zh: '同一幂等键用于了不同的内容',
    en: 'The idempotency key was used for another request'
  },
  'body-too-large': { status: 413, zh: '提交的内容过大', en: 'The body is too large' },
  'unsupported-media-type': { status: 415, zh: '不支持的内容格式', en: 'The media type is not supported' },
  'file-too-large': { status: 413, zh: '文件超过大小限制', en: 'The file is larger than allowed' },
  'file-empty': { status: 400, zh: '文件是空的', en: 'The file is empty' },
  'file-type-not-allowed': { status: 415, zh: '不支持这种类型的文件', en: 'Files of this type are not accepted' },
  'file-type-mismatch': {
    status: 415,
    zh: '文件内容与其类型不符',
    en: 'The content of the file is not what its type says'
  },
  'file-missing': { status: 404, zh: '文件已不存在', en: 'The file no longer exists' },
  'table-unreadable': { status: 422, zh: '无法读取表格文件', en: 'The table file could not be read' },
  'table-too-large': {
    status: 413,
    zh: '表格的行、列或内容超过限制',
    en: 'The table has more rows, columns or content than allowed'
  },
  'too-many-requests': { status: 429, zh: '操作过于频繁，请稍后再试', en: 'Too many requests; try again shortly' },
  'internal-error': {
    status: 500,
    zh: '系统出现错误，已记录',
    en: 'Something went wrong on our side; it was recorded'
  },
  'not-ready': { status: 503, zh: '系统暂时不可用，请稍后再试', en: 'Not ready; try again shortly' }
} as const satisfies Record<string, RefusalEntry>
