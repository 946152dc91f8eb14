import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

const main = path.resolve(import.meta.dirname, '../../server/main.ts')

/** A process of its own that gives out contacts of the product on this folder. */
export function startWorker(dataDir: string, env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, VITEST: '', NODE_ENV: 'production', SEED: 'empty', LOG_LEVEL: 'error', ROLES: 'worker,relay', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  process.once('exit', () => child.kill('SIGKILL'))
  return child
}

/** What makes a process believe it is so many milliseconds later. */
export const shiftedClock = (ms: number): Record<string, string> => ({ NODE_OPTIONS: `--import=${path.resolve(import.meta.dirname, 'shifted-clock.mjs')}`, CLOCK_SHIFT_MS: String(ms) })
