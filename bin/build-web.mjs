// Builds web/dist when it is missing or older than what it is made of; says nothing when there is nothing to do.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, 'web/dist')
const madeOf = ['contract', 'kernels', 'web', 'package-lock.json']
const passedOver = new Set(['dist', 'node_modules', 'README.md'])

/** Newest change below a path in milliseconds. Folders count too: a deleted file changes only its folder. */
function changedAt(file) {
  const stat = statSync(file)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(file)
    .filter((name) => !passedOver.has(name) && !name.startsWith('.') && !/\.test\.tsx?$/.test(name))
    .reduce(
      (newest, name) => Math.max(newest, changedAt(path.join(file, name))),
      file.endsWith('/web') ? 0 : stat.mtimeMs
    )
}

/** A compressed copy beside each asset, so that the server only picks one. */
function compressAssets(folder) {
  for (const name of readdirSync(folder).filter((name) => /\.(m?js|css|svg|json)$/.test(name)))
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(readFileSync(path.join(folder, name)), { level: 9 }))
}

const stamp = path.join(dist, '.vite/manifest.json')
const newest = Math.max(...madeOf.map((name) => changedAt(path.join(root, name))))
if (!existsSync(stamp) || statSync(stamp).mtimeMs < newest) {
  const started = Date.now()
  // Started by a test the environment says "test", and React would come in its heavy form for developers.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  // Built beside and moved into place, so that a server in use never serves half a build.
  const fresh = path.join(root, `.cache/web-${process.pid}`)
  const former = `${fresh}-former`
  mkdirSync(path.dirname(fresh), { recursive: true })
  try {
    await build({
      root: path.join(root, 'web'),
      configFile: path.join(root, 'web/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh }
    })
    compressAssets(path.join(fresh, 'assets'))
    if (existsSync(dist)) renameSync(dist, former)
    renameSync(fresh, dist)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(former, { recursive: true, force: true })
  }
  console.log(`web app built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
