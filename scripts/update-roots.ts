/**
 * Writes src/verify/roots/*.ts, the trusted roots that the project ships. DATE is the day the source was published.
 *
 *   node lib/scripts/update-roots.js public-good --date DATE             from npm's @sigstore/tuf, as installed
 *   node lib/scripts/update-roots.js github --date DATE --file F --source TEXT
 *
 * F is the target `trusted_root.json` of https://tuf-repo.github.com as a TUF client has verified it: the line of
 * `gh attestation trusted-root` whose authority is fulcio.githubapp.com, or the copy that the Sigstore project publishes
 * in its crate sigstore-trust-root (src/trusted_root_github.json).
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'

const require = createRequire(import.meta.url)
const seeds = z.record(z.string(), z.object({ targets: z.record(z.string(), z.string()) }))
const PUBLIC_GOOD_REPOSITORY = 'https://tuf-repo-cdn.sigstore.dev'

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { file: { type: 'string' }, date: { type: 'string' }, source: { type: 'string' } },
  })
  const { date, file, source } = values
  if (date === undefined) throw new Error('--date is needed')
  if (positionals[0] === 'public-good') return writePublicGood(date)
  if (positionals[0] !== 'github' || file === undefined || source === undefined)
    throw new Error('give public-good, or github with --file and --source')
  const root: unknown = JSON.parse(await readFile(file, 'utf8'))
  await write('github', 'GITHUB', { name: 'GitHub', date, source, root })
}

const writePublicGood = async (date: string): Promise<void> => {
  const file = require.resolve('@sigstore/tuf/seeds.json')
  const { version } = z.parse(z.object({ version: z.string() }), require('@sigstore/tuf/package.json'))
  const repository = z.parse(seeds, JSON.parse(await readFile(file, 'utf8')))[PUBLIC_GOOD_REPOSITORY]
  const target = repository?.targets['trusted_root.json']
  if (target === undefined) throw new Error(`no trusted_root.json of ${PUBLIC_GOOD_REPOSITORY} in ${file}`)
  const root: unknown = JSON.parse(Buffer.from(target, 'base64').toString('utf8'))
  const source = `npm @sigstore/tuf ${version}, seeds.json, target trusted_root.json of ${PUBLIC_GOOD_REPOSITORY}`
  await write('public-good', 'PUBLIC_GOOD', { name: 'Sigstore public good', date, source, root })
}

const write = async (file: string, name: string, shipped: object): Promise<void> => {
  const path = new URL(`../../src/verify/roots/${file}.ts`, import.meta.url)
  const head = `/** Written by scripts/update-roots.ts; not edited by hand. Public certificates and keys only. */\n`
  await writeFile(path, `${head}export const ${name} = ${JSON.stringify(shipped, null, 2)} as const\n`)
}

await main()
