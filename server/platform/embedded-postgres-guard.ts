import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * A shell that outlives us: it reads process ids from a pipe that only we hold open. When we die, even by kill -9, the
 * pipe ends and it stops the last server it was told of, if that server still owns the cluster.
 * On Windows there is no such shell; the next start finds the orphan and stops it.
 */
export function startGuard(cluster: string): { watch: (pid: number | undefined) => void; close: () => void } {
  if (process.platform === 'win32') return { watch: () => {}, close: () => {} }
  const guard = spawn('/bin/sh', ['-c', script, 'shouwen-postgres-guard', join(cluster, 'postmaster.pid')], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true
  })
  guard.on('error', () => {})
  guard.stdin.on('error', () => {})
  guard.unref()
  ;(guard.stdin as unknown as { unref?: () => void }).unref?.()
  return {
    watch: (pid) => void guard.stdin.write(`${pid}\n`),
    close: () => void guard.stdin.end()
  }
}

const script = `
trap '' INT TERM HUP
file=$1 pid=
while read -r line; do pid=$line; done
owns() { [ -r "$file" ] && read -r first < "$file" && [ "$first" = "$pid" ] && kill -0 "$pid"; }
[ -n "$pid" ] && owns && kill -INT "$pid" || exit 0
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do sleep 1; owns || exit 0; done
kill -QUIT "$pid"
`
