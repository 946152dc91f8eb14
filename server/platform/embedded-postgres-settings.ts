import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const mebibyte = 1024 * 1024

/** Command-line settings of the server; they win over postgresql.conf, so an upgrade of ours takes effect at once. */
export function serverSettings(fast = false): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: `${fast ? 64 : Math.round(Math.min(Math.max(totalmem() / 8 / mebibyte, 128), 2_048))}MB`,
    dynamic_shared_memory_type: sharedMemoryKind(),
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Messages of failed statements carry the values of people's data, so only the server's own affairs are logged.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    random_page_cost: '1.1',
    // Young tables grow fast: plans made for empty ones must not live for a minute.
    autovacuum_naptime: '10s',
    jit: 'off',
    ...(fast ? withoutFlushing : forService)
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const forService = {
  password_encryption: 'scram-sha-256',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min'
}

const withoutFlushing = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h'
}

/** Containers give /dev/shm 64 MB by default: too little for parallel queries, which then fail. Files work everywhere. */
function sharedMemoryKind(): string {
  if (process.platform === 'win32') return 'windows'
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 256 * mebibyte ? 'posix' : 'mmap'
  } catch {
    return 'mmap'
  }
}
