import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startSigstore } from '../lab/sigstore-server.ts'
import { signManifest } from '../signing/signing-helpers.ts'
import { sampleJob } from '../verify/sample-manifests.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const RECORDING = join(ROOT, '__tests__', 'samples', 'lab-run')

let home = ''
let app = ''
beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'pipeline-trace-package-')))
  app = join(home, 'app')
  await mkdir(app)
  await writeFile(
    join(app, 'package.json'),
    '{ "name": "app", "version": "1.0.0", "private": true, "type": "module" }\n',
  )
  const packed = await npm(ROOT, 'pack', '--pack-destination', home)
  const file = join(home, packed.stdout.trim().split('\n').at(-1) ?? '')
  await npm(app, 'install', '--offline', file)
}, 300_000)
afterAll(() => rm(home, { recursive: true, force: true }))

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

const run = (folder: string, file: string, args: readonly string[]): Promise<Ran> =>
  new Promise(done => {
    // Nothing of the caller: no token, no configuration, no cache; node alone is found.
    const env = { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter), HOME: home }
    execFile(file, args, { cwd: folder, env, maxBuffer: 16 * 1_048_576 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })

/** npm with a cache of its own, so that nothing of the machine's is installed in the package's place. */
const npm = async (folder: string, ...args: readonly string[]): Promise<Ran> => {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--cache', join(home, 'cache')]
  const ran = await run(folder, 'npm', [...args, ...quiet])
  if (ran.code !== 0) throw new Error(`npm ${args.join(' ')}: ${ran.stderr}`)
  return ran
}

test('the package brings no other package, no source and no test', async () => {
  expect((await readdir(join(app, 'node_modules'))).filter(name => !name.startsWith('.'))).toEqual(['pipeline-trace'])
  const folder = join(app, 'node_modules', 'pipeline-trace')
  expect((await readdir(folder)).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
    'types',
  ])
  expect((await readdir(join(folder, 'dist'))).sort()).toEqual([
    'cli',
    'licenses.txt',
    'package.json',
    'read',
    'shared',
    'verify',
  ])
})

test('npx runs it by its name', async () => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  expect(await npm(app, 'exec', '--offline', 'pipeline-trace', '--', '--version')).toMatchObject({
    stdout: `${version}\n`,
  })
})

test('report --offline says of the recorded run what the checkout says', async () => {
  const args = ['report', '--offline', join(RECORDING, 'recording'), '--format', 'json']
  const installed = await run(app, join(app, 'node_modules', '.bin', 'pipeline-trace'), args)
  const checkout = await run(app, process.execPath, [join(ROOT, 'dist', 'cli', 'index.js'), ...args])
  expect(installed).toEqual(checkout)
  expect(JSON.parse(installed.stdout)).toHaveProperty('jobs')
})

test('verify verifies, and refuses a manifest that was altered', async () => {
  const sigstore = await startSigstore()
  const bundle = await signManifest(sampleJob(), sigstore)
  await writeFile(join(app, 'root.json'), JSON.stringify(sigstore.trustedRoot()))
  await sigstore.stop()
  const verify = async (text: string) => {
    await writeFile(join(app, 'bundle.json'), text)
    const options = ['--trusted-root', 'root.json', '--repo', 'octo/traced', '--offline']
    return run(app, join(app, 'node_modules', '.bin', 'pipeline-trace'), ['verify', 'bundle.json', ...options])
  }
  expect(await verify(bundle)).toMatchObject({ code: 0, stdout: expect.stringContaining('verified: signed by') })
  const { dsseEnvelope, ...rest } = JSON.parse(bundle) as { dsseEnvelope: { payload: string } }
  const payload = Buffer.from(dsseEnvelope.payload, 'base64').toString().replace('octo/traced', 'octo/forged')
  const altered = { ...rest, dsseEnvelope: { ...dsseEnvelope, payload: Buffer.from(payload).toString('base64') } }
  expect(await verify(JSON.stringify(altered))).toMatchObject({ code: 1 })
})

/** Each wrong line must be an error, so that declarations which are all `any` do not pass. */
const CONSUMER = `
import { CHECK_IDS, filesInMemory, readTrustedRoots, type TargetFiles, verifyTarget } from 'pipeline-trace/verify'

const files: TargetFiles = filesInMemory(new Map([['x.json', new Uint8Array()]]))
const { verdict, sections } = await verifyTarget(files, { roots: await readTrustedRoots(undefined), keys: [] }, { repo: 'a/b' })
export const result: 'verified' | 'signed' | 'not-verified' | 'incomplete' = verdict.result
export const failed: readonly string[] = sections.flatMap(({ checks }) => checks.map(check => check.reason))
export const first: 'signed' = CHECK_IDS[0]
// @ts-expect-error a number is no verdict
export const wrong: number = verdict.result
// @ts-expect-error there is no such expectation
await verifyTarget(files, { roots: [], keys: [] }, { repository: 'a/b' })
// @ts-expect-error trust is not optional
await verifyTarget(files)
`

const READER = `
import { isReadError, readFindings, readHistory, readJobManifest, readRunManifest } from 'pipeline-trace/read'

const run = await readRunManifest({ path: 'run-manifest.json' })
export const id: string = run.run.runId.value
export const names: readonly string[] = run.jobs.map(({ name }) => name)
export const key: string = (await readJobManifest('{}')).job.key.value
export const rules: readonly string[] = (await readFindings(new Uint8Array())).found.map(({ rule }) => rule)
export const runs: number = (await readHistory({ path: 'history' })).runs.length
export const codeOf = (error: unknown): 'TOO_LARGE' | undefined =>
  isReadError(error) && error.code === 'TOO_LARGE' ? error.code : undefined
// @ts-expect-error a run has no such field
export const wrong: string = run.run.runNumber
// @ts-expect-error a manifest is not read from a number
await readRunManifest(7)
`

/** Prints the jobs of a manifest and the codes of three refusals, as another program would. */
const READS = `
import { isReadError, readRunManifest } from 'pipeline-trace/read'
const { jobs } = await readRunManifest({ path: process.argv[2] })
const codes = []
for (const source of ['{', '{"schemaVersion":"9.0.0"}', { path: '/nowhere' }])
  await readRunManifest(source).catch(error => codes.push(isReadError(error) ? error.code : String(error)))
console.log(JSON.stringify({ jobs: jobs.length, codes }))
`

test('pipeline-trace/read reads a manifest, and refuses by code', async () => {
  await writeFile(join(app, 'reads.js'), READS)
  const ran = await run(app, process.execPath, ['reads.js', join(ROOT, '__tests__', 'samples', '1.0')])
  expect(ran.stderr).toBe('')
  const { jobs, codes } = JSON.parse(ran.stdout) as { jobs: number; codes: readonly string[] }
  expect(jobs).toBeGreaterThan(1)
  expect(codes).toEqual(['NOT_JSON', 'SCHEMA_MAJOR', 'FILE_UNREADABLE'])
})

test('another program is checked against the declarations, without any other package', async () => {
  await writeFile(join(app, 'consumer.ts'), CONSUMER)
  await writeFile(join(app, 'reader.ts'), READER)
  const options = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: [], skipLibCheck: false }
  await writeFile(
    join(app, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['consumer.ts', 'reader.ts'] }),
  )
  const compiled = await run(app, process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'])
  expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' })
})
