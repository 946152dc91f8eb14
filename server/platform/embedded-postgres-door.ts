import { closeSync, openSync } from 'node:fs'
import type { StdioOptions } from 'node:child_process'
import { isOpenToAll, type RunAs } from './postgres-binaries.ts'

/** How the server's user reaches our folder: a path that is true inside the child, and what to hand the child for it. */
export type Door = { path: string; stdio: (out: number | 'pipe') => StdioOptions; close: () => void }

/**
 * Root gives the server to another user, who may not pass a closed folder above ours (/root, a home with mode 0700).
 * Linux lets a process through a directory it was handed open, so the child gets ours as descriptor 3.
 */
export function openDoor(home: string, user: RunAs): Door {
  if (process.platform !== 'linux' || user.uid === undefined || isOpenToAll(home)) {
    return { path: home, stdio: (out) => ['ignore', out, out], close: () => {} }
  }
  const handle = openSync(home, 'r')
  return { path: '/proc/self/fd/3', stdio: (out) => ['ignore', out, out, handle], close: () => closeSync(handle) }
}
