import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readRoot } from '../../src/verify/bundle/trust-material.ts'
import { readShippedRoots, readTrustedRoots } from '../../src/verify/bundle/trusted-roots.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-roots-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ROOT = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', certificateAuthorities: [] }
const read = async (text: string) => {
  const file = join(folder, 'root.json')
  await writeFile(file, text)
  return readTrustedRoots(file)
}

describe('the shipped roots', () => {
  test('say where they are from and when', async () => {
    const shipped = await readShippedRoots()
    expect(shipped.map(({ name }) => name)).toEqual(['Sigstore public good', 'GitHub'])
    for (const { date, source } of shipped) {
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(source.length).toBeGreaterThan(20)
    }
  })

  test('hold only chains that hang together, one operator’s root per instance', async () => {
    for (const { name, root } of await readShippedRoots()) {
      const { certificateAuthorities, timestampAuthorities, tlogs } = await readRoot(root)
      const chains = [...certificateAuthorities, ...timestampAuthorities].map(({ certChain }) =>
        (certChain?.certificates ?? []).map(({ rawBytes }) => new X509Certificate(rawBytes)),
      )
      for (const chain of chains)
        chain.forEach((certificate, index) => {
          const issuer = chain[index + 1] ?? certificate
          expect([name, certificate.verify(issuer.publicKey)]).toEqual([name, true])
        })
      expect([name, tlogs.length > 0]).toEqual([name, name !== 'GitHub'])
      const anchors = new Set(chains.map(chain => chain.at(-1)?.fingerprint256))
      if (name === 'GitHub') expect(anchors.size).toBe(1)
    }
  })
})

describe('a root of the user’s', () => {
  test.each([
    ['one JSON value', JSON.stringify(ROOT), 1],
    ['one over several lines', JSON.stringify(ROOT, null, 2), 1],
    ['JSON lines', `${JSON.stringify(ROOT)}\n${JSON.stringify(ROOT)}\n\n`, 2],
  ])('%s', async (_, text, count) => {
    expect(await read(text)).toHaveLength(count)
  })

  test.each([
    ['nothing', '', 'SCHEMA_MISMATCH'],
    ['no JSON', 'root', 'NOT_JSON'],
    ['something else', '{"mediaType":"application/json"}', 'SCHEMA_MISMATCH'],
    ['a bundle', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}', 'SCHEMA_MISMATCH'],
    ['a root and something else', `${JSON.stringify(ROOT)}\n{}\n`, 'SCHEMA_MISMATCH'],
    ['too much', ' '.repeat(5 * 1_048_576), 'TOO_LARGE'],
  ])('%s is refused, not replaced by the shipped ones', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })

  test('a file that is not there', async () => {
    await expect(readTrustedRoots(join(folder, 'none'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  })
})
