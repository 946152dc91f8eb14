const phrases = {
  'directory-in-use': {
    zh: '数据目录正被另一个首问进程使用，请先停止它，或用 DATA_DIR 指定别的目录',
    en: 'the data directory is in use by another running Shouwen: stop it, or set DATA_DIR to another directory'
  },
  'directory-not-ours': {
    zh: '数据目录里有别的文件，不是首问建立的数据库；请用 DATA_DIR 指定一个空目录',
    en: 'the data directory holds other files and no database made by Shouwen: set DATA_DIR to an empty directory'
  },
  'directory-not-writable': {
    zh: '数据目录不可写',
    en: 'the data directory cannot be written'
  },
  'other-version': {
    zh: '数据目录由另一个主版本的 PostgreSQL 建立；请用旧版本做备份（backup），再恢复（restore）到空目录',
    en: 'the data directory was made by another major version of PostgreSQL: back up with the old release and restore into an empty directory'
  },
  'port-taken': {
    zh: '数据库端口已被占用',
    en: 'the database port is taken by another program'
  },
  'create-failed': { zh: '无法建立数据库', en: 'the database could not be created' },
  'start-failed': { zh: '数据库无法启动', en: 'the database did not start' }
} as const

export type EmbeddedPostgresCode = keyof typeof phrases

/** Why the embedded database cannot run; `code` is stable, `detail` is the directory, the port or the server's last words. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresCode
  readonly detail: string

  constructor(code: EmbeddedPostgresCode, detail: string) {
    super(`${phrases[code].zh} / ${phrases[code].en}: ${detail}`)
    this.name = 'EmbeddedPostgresError'
    this.code = code
    this.detail = detail
  }
}
