import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { writeArchive } from '../../scripts/archive.ts'
import { readJobManifest } from '../../src/schema/read-manifest.ts'
import { checkRunWrites, jobOf, type LabOutcome, ROOT, runNode, runWorkflow } from './lab-run.ts'

/** The folder of actions that the lab takes: `octo/archived@v1` is what a runner would have unpacked. */
let actions: string
let unpacked: string

beforeAll(async () => {
  actions = await mkdtemp(join(tmpdir(), 'pipeline-trace-archived-'))
  unpacked = join(actions, 'octo', 'archived@v1')
  await mkdir(unpacked, { recursive: true })
  const file = join(actions, 'archive.tar.gz')
  await writeArchive(ROOT, 'exported', file)
  execFileSync('tar', ['-xzf', file, '-C', unpacked])
}, 600_000)
afterAll(() => rm(actions, { recursive: true, force: true }))

describe('the archive that a job downloads', () => {
  it.each([
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'action.yml',
    'report/action.yml',
    'package.json',
    'docs/verify.md',
    'dist/licenses.txt',
    'schema/run-manifest.schema.json',
  ])('holds %s', async file => {
    expect((await stat(join(unpacked, file))).size).toBeGreaterThan(0)
  })

  it.each(['__tests__', 'bench', 'lab', 'scripts', 'src', 'node_modules', 'lib', 'package-lock.json'])(
    'leaves out %s',
    file => {
      expect(existsSync(join(unpacked, file))).toBe(false)
    },
  )

  it('names every package of the bundles with its licence once', async () => {
    const licences = (await readdir(join(unpacked, 'dist'), { recursive: true })).filter(file => /licen/i.test(file))
    expect(licences).toEqual(['licenses.txt'])
    const text = await readFile(join(unpacked, 'dist', 'licenses.txt'), 'utf8')
    for (const name of ['@actions/workflow-parser', '@sigstore/tuf', '@sigstore/verify', 'fflate', 'yaml', 'zod'])
      expect(text.match(new RegExp(`^${name} \\d[\\w.-]{0,40} \\([\\w.-]{1,40}\\)$`, 'gm'))).toHaveLength(1)
  })

  it('holds no source map', async () => {
    const files = await readdir(join(unpacked, 'dist'), { recursive: true })
    expect(files.filter(file => file.endsWith('.map'))).toEqual([])
  })

  it('hands out the verifier', async () => {
    const print = `console.log(Object.keys(await import(${JSON.stringify(join(unpacked, 'dist/verify/index.js'))})).join())`
    const { stdout, stderr } = await runNode(['--input-type=module', '-e', print])
    expect([stdout.trim(), stderr]).toEqual(['CHECK_IDS,filesInMemory,readTrustedRoots,verifyTarget', ''])
  })

  it('has a command line that can be started by its name', async () => {
    const file = join(unpacked, 'dist', 'cli', 'index.js')
    expect((await readFile(file, 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node')
    expect((await stat(file)).mode & 0o111).toBe(0o111)
  })
})

describe('a run with both actions from the archive', () => {
  let outcome: LabOutcome
  beforeAll(async () => {
    outcome = await runWorkflow('from-archive.yml', ['--offline', '--actions', actions])
  }, 600_000)

  it('ends well, with a check run and no request that breaks the description of GitHub', async () => {
    expect(outcome.stderr).not.toContain('violation of')
    expect(outcome.code).toBe(0)
    expect((await checkRunWrites(outcome)).map(({ status }) => status)).toEqual([201])
  })

  // Signing needs every library that is loaded late: one that is left out or loses its names shows here alone.
  it('signs each manifest keyless and uploads it', async () => {
    const [run] = outcome.runs
    if (run === undefined) throw new Error(outcome.stderr)
    expect(run.manifest.signing.mode).toBe('keyless')
    const job = jobOf(run.manifest, 'build')
    expect(job).toMatchObject({ presence: 'recorded', agreement: 'confirmed' })
    expect(job.record?.actions[0]?.uses).toBe('octo/archived')
    const file = run.files.find(name => /^jobs\/\d+\.json$/.test(name)) ?? ''
    expect(readJobManifest(await readFile(join(run.folder, file))).value.signing.mode).toBe('keyless')
  })

  it('verifies with its own command line', async () => {
    const [run] = outcome.runs
    const repository = `${run?.manifest.run.serverUrl?.value}/${run?.manifest.run.repository.value}`
    const options = ['--trusted-root', join(outcome.out, 'lab-trusted-root.json'), '--repo', repository]
    const cli = join(unpacked, 'dist', 'cli', 'index.js')
    const { code, stdout } = await runNode([cli, 'verify', run?.folder ?? '', ...options, '--format', 'json'])
    expect(code).toBe(0)
    const { sections } = JSON.parse(stdout) as { sections: { checks: { id: string; result: string }[] }[] }
    const signatures = sections.flatMap(({ checks }) => checks).filter(({ id }) => id === 'signature')
    // That of the run manifest, and that of the job manifest inside.
    expect(signatures.map(({ result }) => result)).toEqual(['pass', 'pass'])
  })
})
