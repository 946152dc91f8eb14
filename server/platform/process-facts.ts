import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True when the process runs; one that has ended but was not collected by its parent does not count. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
  return process.platform !== 'linux' || !['Z', 'X'].includes(statOf(pid)[0] ?? 'X')
}

/** A text that tells this process from another one that got the same number later; empty if unknown. */
export function startOf(pid: number): string {
  if (process.platform !== 'linux') return psField(pid, 'lstart')
  const sinceBoot = statOf(pid)[19] ?? ''
  return sinceBoot && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${sinceBoot}`
}

/** The command line of a process; empty if unknown. */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') return psField(pid, 'command')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** Fields of /proc/PID/stat from the state on: the name before it may hold spaces and brackets. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function psField(pid: number, field: string): string {
  if (process.platform === 'win32') return ''
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', `${field}=`], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
