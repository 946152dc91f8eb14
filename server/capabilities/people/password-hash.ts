import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { refuse } from '#platform/refusal'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane. About 130 ms of one core.
const MEMORY_KIB = 19_456
const PASSES = 2
const TAG_BYTES = 32
const AT_ONCE = 2
const MOST_WAITING = 200

type Parameters = { memory: number; passes: number; parallelism: number; nonce: Buffer }
const derive = promisify(argon2)
const waiting: (() => void)[] = []
let running = 0

/** The argon2id hash of a password in PHC form. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await run(password, { memory: MEMORY_KIB, passes: PASSES, parallelism: 1, nonce }, TAG_BYTES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${base64(nonce)}$${base64(tag)}`
}

/** Does the password belong to the hash? Without a hash it takes the same time and says no: nobody learns who exists. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash ?? (await decoy()))
  if (!parts) throw new Error('a stored password hash is not argon2id in PHC form')
  const [, memory, passes, parallelism, nonce = '', tag = ''] = parts
  const expected = Buffer.from(tag, 'base64')
  const given = await run(
    password,
    {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      nonce: Buffer.from(nonce, 'base64')
    },
    expected.length
  )
  return timingSafeEqual(given, expected) && hash !== null
}

let decoyHash: Promise<string> | undefined
const decoy = () => (decoyHash ??= hashPassword(randomBytes(16).toString('hex')))

/** At most two at a time, so that a rush of sign-ins leaves memory and a core to everybody else. */
async function run(password: string, parameters: Parameters, tagLength: number): Promise<Buffer> {
  if (waiting.length >= MOST_WAITING) throw refuse('not-ready')
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), tagLength, ...parameters })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
