import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/legal'
import { canonical } from '#platform/canonical'
import { CHAIN, ENTRIES, fingerprintOf, type Manifest, MANIFEST, type PackedEntry, SIGNATURE } from '#platform/sealed-pack/manifest'
import { measure, sealPack } from '#platform/sealed-pack/write-pack'
import { collected, type MadePack, madePack } from './testing/made-pack.ts'

let p: MadePack
let o: MadePack['o']
let pack: Buffer
let fingerprint: string
beforeAll(async () => {
  p = await madePack()
  ;({ o, pack, fingerprint } = p)
})
afterAll(() => p.stop())

describe('Whatever is done to a pack afterwards is named', () => {
  const withFlip = (name: string, where = 5) =>
    p.packedAgain((parts) => {
      const content = Buffer.from(parts.get(name) as Buffer)
      content[where] = (content[where] as number) ^ 1
      parts.set(name, content)
    })

  test('each kind of part, changed and packed again, is named as corrupted', async () => {
    const names = [...(await p.partsOf(pack)).keys()].filter((name) => name !== MANIFEST && name !== SIGNATURE)
    for (const name of names) {
      const report = await p.at(await withFlip(name, 0))
      expect(report.faults, name).toContainEqual(expect.objectContaining({ fault: 'file-corrupted', what: name }))
    }
  })

  test('a part taken out, put in, or put in twice is named', async () => {
    expect((await p.at(await p.packedAgain((parts) => parts.delete('case/calls.json')))).faults).toContainEqual({
      fault: 'file-missing',
      what: 'case/calls.json'
    })
    expect(
      (await p.at(await p.packedAgain((parts) => parts.set('case/extra.json', Buffer.from('{}'))))).faults
    ).toContainEqual({ fault: 'file-extra', what: 'case/extra.json' })
  })

  test('a changed manifest, a changed or missing signature', async () => {
    expect((await p.at(await withFlip(MANIFEST, 60))).faults.map(({ fault }) => fault)).toContain('signature-wrong')
    expect(
      (await p.at(await p.packedAgain((parts) => parts.delete(SIGNATURE)))).faults.map(({ fault }) => fault)
    ).toContain('signature-missing')
    expect((await p.at(await p.packedAgain((parts) => parts.delete(MANIFEST)))).faults.map(({ fault }) => fault)).toContain(
      'manifest'
    )
    const seal = (await p.partsOf(pack)).get(SIGNATURE)?.toString() ?? ''
    const where = seal.indexOf('"signature":"') + 15
    expect((await p.at(await withFlip(SIGNATURE, where))).faults.map(({ fault }) => fault)).toContain('signature-wrong')
  })

  test('a pack sealed anew by somebody else is whole and yet forged: its key is not ours', async () => {
    const parts = await p.partsOf(pack)
    const manifest = JSON.parse(parts.get(MANIFEST)?.toString() ?? '{}') as Manifest
    const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
    })
    const { format: _format, parts: _parts, key: _key, ...said } = manifest
    const rest = await Promise.all(
      [...parts]
        .filter(([name]) => name !== MANIFEST && name !== SIGNATURE)
        .map(([name, content]) => measure({ path: name, kind: 'data', content: Buffer.from(content) }))
    )
    const { stream } = await sealPack(
      rest,
      { ...said, made: { ...said.made, reason: '伪造' } },
      { fingerprint: fingerprintOf(publicKey), privateKey }
    )
    const forged = await collected(stream)
    expect(await p.at(forged)).toMatchObject({ whole: true, genuine: null })
    expect(await p.at(forged, fingerprint)).toMatchObject({
      whole: false,
      genuine: false,
      faults: [{ fault: 'key-unexpected' }]
    })
    const { keys } = await o.t.ok(contract.readEvidenceKey, {})
    expect(keys[0]?.fingerprint).toBe(fingerprint)
    expect(await p.at(pack, keys[0]?.publicKey)).toMatchObject({ genuine: true })
  })

  test('rows and links of the chain are computed again, even where a forger sealed the pack anew', async () => {
    const parts = await p.partsOf(pack)
    const reseal = async (
      change: (entries: PackedEntry[], links: { hash: string; leaves: string[] | null }[]) => void
    ) => {
      const entries = JSON.parse(parts.get(ENTRIES)?.toString() ?? '[]') as PackedEntry[]
      const links = JSON.parse(parts.get(CHAIN)?.toString() ?? '[]') as { hash: string; leaves: string[] | null }[]
      change(entries, links)
      const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
      })
      const manifest = JSON.parse(parts.get(MANIFEST)?.toString() ?? '{}') as Manifest
      const content = new Map([
        ...parts,
        [ENTRIES, Buffer.from(canonical(entries))] as const,
        [CHAIN, Buffer.from(canonical(links))] as const
      ])
      const rest = await Promise.all(
        [...content]
          .filter(([name]) => name !== MANIFEST && name !== SIGNATURE)
          .map(([name, bytes]) => measure({ path: name, kind: 'data', content: Buffer.from(bytes) }))
      )
      const { format: _format, parts: _parts, key: _key, ...said } = manifest
      const chunks: Buffer[] = []
      for await (const chunk of (await sealPack(rest, said, { fingerprint: fingerprintOf(publicKey), privateKey }))
        .stream)
        chunks.push(Buffer.from(chunk))
      return p.at(Buffer.concat(chunks))
    }
    expect(
      (await reseal((entries) => void ((entries[0] as PackedEntry).payload = { forged: true }))).faults.map(
        ({ fault }) => fault
      )
    ).toContain('entry-changed')
    expect(
      (await reseal((_, links) => void ((links[0] as { hash: string }).hash = '00'.repeat(32)))).faults.map(
        ({ fault }) => fault
      )
    ).toContain('chain-broken')
    expect(
      (
        await reseal(
          (_, links) =>
            void links
              .find(({ leaves }) => leaves)
              ?.leaves?.reverse()
              ?.push('00'.repeat(32))
        )
      ).faults.map(({ fault }) => fault)
    ).toContain('chain-broken')
  })

  test('any single byte changed anywhere, any tail cut off, anything added: never called whole @norm TK-60', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(pack.length - 1), fc.integer({ min: 1, max: 255 }), async (where, flip) => {
        const changed = Buffer.from(pack)
        changed[where] = (changed[where] as number) ^ flip
        expect((await p.at(changed)).whole).toBe(false)
      }),
      { numRuns: 250 }
    )
    // Every byte of the directory and of the headers, where a flip changes no content.
    const directory = pack.length - 400
    for (let where = directory; where < pack.length; where++) {
      const changed = Buffer.from(pack)
      changed[where] = (changed[where] as number) ^ 1
      expect((await p.at(changed)).whole, `byte ${where}`).toBe(false)
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(pack.length - 1), async (length) => {
        expect((await p.at(pack.subarray(0, length))).whole).toBe(false)
      }),
      { numRuns: 60 }
    )
    expect((await p.at(Buffer.concat([pack, Buffer.from('x')]))).whole).toBe(false)
    expect((await p.at(Buffer.alloc(0))).whole).toBe(false)
    expect((await p.at(await readFile(import.meta.filename))).whole).toBe(false)
  })
})
