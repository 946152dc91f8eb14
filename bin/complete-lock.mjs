// Completes package-lock.json so that `npm ci` accepts it.
//
// A tool such as biome lists one optional package per platform. A registry mirror that lacks some of them makes npm
// leave those out of the lock without a word, and then `npm ci` stops with "Missing: … from lock file". This adds an
// entry for each: version and platform, no address and no checksum. Platforms that need one fetch it from their registry.
// Every `npm install` drops the entries again: run it after that. `--check` changes nothing and fails if any is missing.
import { readFileSync, writeFileSync } from 'node:fs'

const words = process.argv.slice(2)
const check = words.includes('--check')
const file = words.find((word) => !word.startsWith('--')) ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))

const systems = { windows: 'win32', win: 'win32' }
for (const name of [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32'
])
  systems[name] = name
const processors = new Set([
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64'
])

const added = []
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isResolved(path, name)) continue
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      console.error(`left out: ${name}@${version} is not an exact version`)
      continue
    }
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev === true)
    added.push(`${name}@${version}`)
  }
}

if (check) {
  if (added.length > 0)
    console.error(`${file} lacks ${added.length} entries; run npm run lock:complete\n${added.join('\n')}`)
  process.exitCode = added.length > 0 ? 1 : 0
} else if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added.length} entries added to ${file}`)
}

/** Looks where Node would: in the package's own node_modules, then in those of every folder above. */
function isResolved(path, name) {
  for (let at = path; ; at = parentOf(at)) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

function parentOf(path) {
  const last = path.lastIndexOf('node_modules/')
  return last <= 0 ? '' : path.slice(0, last - 1)
}

/** The platform is part of the name: `@biomejs/cli-linux-arm64-musl`, `@oxlint/win32-x64`. */
function platformEntry(name, version, dev) {
  const parts = name.split('/').pop().split(/[-_.]/)
  const os = parts.map((part) => systems[part]).find(Boolean) ?? 'none'
  const cpu =
    parts.map((part) => (processors.has(part) ? part : part.startsWith('arm') ? 'arm' : undefined)).find(Boolean) ?? 'none'
  const libc = parts.includes('musl') ? ['musl'] : parts.includes('gnu') ? ['glibc'] : undefined
  return { version, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc }), optional: true, os: [os] }
}
